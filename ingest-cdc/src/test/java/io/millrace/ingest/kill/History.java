package io.millrace.ingest.kill;

import io.millrace.ingest.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a reader makes of the changes of {@link WideRows}.
 *
 * @param latest version by key, as a reader that applies all records has it
 * @param repeated keys with more than one row of one snapshot
 * @param phantoms records that show a version that was shown before, though they are no rows sent again
 * @param backward records that show an older version than one before, or rows sent again that are not the last known
 */
record History(Map<String, Integer> latest, List<String> repeated, List<String> phantoms, List<String> backward) {

    static History of(List<Change> changes) {
        Map<String, Integer> latest = new HashMap<>();
        Map<String, Integer> highest = new HashMap<>();
        Set<String> rows = new HashSet<>();
        var result = new History(latest, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Change change : changes) {
            String key = String.valueOf(change.key());
            if (change.operation().equals("d")) {
                latest.remove(key);
                continue;
            }
            int version = (Integer) change.after().get("version");
            int before = highest.getOrDefault(key, 0);
            String words = change.operation() + " " + key + " version " + version + " after " + before + " "
                    + change.headers().get("snapshot-for");
            boolean again = change.headers().containsKey("snapshot-for");
            if (change.operation().equals("r")
                    && !rows.add(key + " " + change.headers().get("snapshot-generation"))) {
                result.repeated.add(words);
            }
            if (version < before || (again && version != before)) {
                result.backward.add(words);
            } else if (version == before && !again) {
                result.phantoms.add(words);
            }
            highest.put(key, version);
            latest.put(key, version);
        }
        return result;
    }
}
