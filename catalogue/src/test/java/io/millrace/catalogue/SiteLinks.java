package io.millrace.catalogue;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Follows every link of a site's pages. */
final class SiteLinks {
    private SiteLinks() {}

    /** Links that lead nowhere, and resources from elsewhere. */
    static Set<String> broken(Map<String, String> files) {
        Set<String> broken = new TreeSet<>();
        files.forEach((path, text) -> {
            if (path.endsWith(".html")) {
                Document page = Jsoup.parse(text);
                for (Element element : page.select("[href], [src]")) {
                    String link = element.hasAttr("href") ? element.attr("href") : element.attr("src");
                    if (link.matches("(https?|mailto):.*")) {
                        if (!element.tagName().equals("a")) {
                            broken.add(path + ": loads " + link);
                        }
                    } else if (!resolves(files, path, link)) {
                        broken.add(path + " -> " + link);
                    }
                }
            }
        });
        return broken;
    }

    private static boolean resolves(Map<String, String> files, String path, String link) {
        URI target =
                URI.create("site:/" + path).resolve(link.startsWith("#") ? path.replaceAll(".*/", "") + link : link);
        String file = target.getPath().substring(1);
        String content = files.get(file);
        return content != null
                && (target.getFragment() == null || Jsoup.parse(content).getElementById(target.getFragment()) != null);
    }
}
