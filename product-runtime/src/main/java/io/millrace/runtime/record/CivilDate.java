package io.millrace.runtime.record;

/**
 * Days since 1970-01-01 to and from year, month and day of the proleptic Gregorian calendar, without objects.
 * The arithmetic is that of H. Hinnant, "chrono-compatible low-level date algorithms".
 */
public final class CivilDate {
    private static final int DAYS_PER_ERA = 146_097;
    private static final int EPOCH_SHIFT = 719_468;
    private static final int[] LAST_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private CivilDate() {}

    /** Whether there is such a day, in a year from 0 to 9999. */
    public static boolean exists(int year, int month, int day) {
        if (year < 0 || year > 9999 || month < 1 || month > 12 || day < 1) {
            return false;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return day <= (month == 2 && leap ? 29 : LAST_DAYS[month - 1]);
    }

    public static long toEpochDay(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT;
    }

    /** Year, month and day, packed; see {@link #year}, {@link #month}, {@link #day}. */
    public static long ofEpochDay(long epochDay) {
        long z = epochDay + EPOCH_SHIFT;
        long era = Math.floorDiv(z, DAYS_PER_ERA);
        long dayOfEra = z - era * DAYS_PER_ERA;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long shifted = (5 * dayOfYear + 2) / 153;
        long day = dayOfYear - (153 * shifted + 2) / 5 + 1;
        long month = shifted < 10 ? shifted + 3 : shifted - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return year << 16 | month << 8 | day;
    }

    public static long year(long packed) {
        return packed >> 16;
    }

    public static int month(long packed) {
        return (int) (packed >> 8) & 0xff;
    }

    public static int day(long packed) {
        return (int) packed & 0xff;
    }
}
