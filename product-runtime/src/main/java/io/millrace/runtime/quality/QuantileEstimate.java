package io.millrace.runtime.quality;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A quantile of a stream of numbers in constant memory: the P² algorithm (Jain and Chlamtac, "The P² algorithm for
 * dynamic calculation of quantiles and histograms without storing observations", Communications of the ACM 28(10),
 * 1985). Five markers follow the minimum, the quantile, the maximum and the two middles; each observation moves them by
 * at most one place along a parabola. The estimate depends on the order of the numbers, and on nothing else.
 */
final class QuantileEstimate {
    private static final int MARKERS = 5;
    static final int BYTES = Long.BYTES + MARKERS * (Double.BYTES + Long.BYTES);

    private final double quantile;
    private final double[] heights = new double[MARKERS];
    private final long[] positions = new long[MARKERS];
    private long count;

    QuantileEstimate(double quantile) {
        this.quantile = quantile;
    }

    long count() {
        return count;
    }

    /** The estimate; of few numbers, the greatest. */
    double value() {
        return count < heights.length ? heights[(int) Math.max(0, count - 1)] : heights[2];
    }

    void add(double number) {
        if (count < heights.length) {
            heights[(int) count++] = number;
            Arrays.sort(heights, 0, (int) count);
            for (int i = 0; i < positions.length; i++) {
                positions[i] = i + 1L;
            }
            return;
        }
        heights[0] = Math.min(heights[0], number);
        heights[4] = Math.max(heights[4], number);
        count++;
        for (int i = 1; i < positions.length; i++) {
            if (i == 4 || number < heights[i]) {
                positions[i]++;
            }
        }
        move(1, quantile / 2);
        move(2, quantile);
        move(3, (1 + quantile) / 2);
    }

    /** Moves a marker by one place towards where its share of the numbers ends. */
    private void move(int i, double share) {
        double wanted = 1 + (count - 1) * share;
        double gap = wanted - positions[i];
        boolean up = gap >= 1 && positions[i + 1] - positions[i] > 1;
        boolean down = gap <= -1 && positions[i - 1] - positions[i] < -1;
        if (!up && !down) {
            return;
        }
        int step = up ? 1 : -1;
        double parabolic = parabolic(i, step);
        boolean ordered = heights[i - 1] < parabolic && parabolic < heights[i + 1];
        heights[i] = ordered ? parabolic : linear(i, step);
        positions[i] += step;
    }

    private double parabolic(int i, int step) {
        double left = positions[i] - positions[i - 1];
        double right = positions[i + 1] - positions[i];
        return heights[i]
                + step
                        / (left + right)
                        * ((left + step) * (heights[i + 1] - heights[i]) / right
                                + (right - step) * (heights[i] - heights[i - 1]) / left);
    }

    private double linear(int i, int step) {
        return heights[i] + step * (heights[i + step] - heights[i]) / (positions[i + step] - positions[i]);
    }

    void reset() {
        count = 0;
    }

    void write(ByteBuffer into) {
        into.putLong(count);
        for (int i = 0; i < heights.length; i++) {
            into.putDouble(heights[i]).putLong(positions[i]);
        }
    }

    void read(ByteBuffer from) {
        count = from.getLong();
        for (int i = 0; i < heights.length; i++) {
            heights[i] = from.getDouble();
            positions[i] = from.getLong();
        }
    }
}
