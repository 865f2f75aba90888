package io.millrace.catalogue.page;

import io.millrace.catalogue.markup.Html;
import io.millrace.catalogue.model.Contacts;

/** Who answers, and how to reach them. */
final class PeoplePart {
    private PeoplePart() {}

    static Html of(Contacts contacts) {
        Tags.Facts facts = new Tags.Facts();
        facts.add("Owner", contacts.owner().isEmpty() ? "nobody is named" : contacts.owner());
        if (!contacts.members().isEmpty()) {
            Html members = Html.of("ul").type("plain");
            contacts.members().forEach(member -> members.add(member(member)));
            facts.add("People", members);
        }
        if (!contacts.channels().isEmpty()) {
            Html channels = Html.of("ul").type("plain");
            contacts.channels().forEach(channel -> channels.add(channel(channel)));
            facts.add("Where to ask", channels);
        }
        return facts.html();
    }

    private static Html member(Contacts.Member member) {
        String name = member.name().isEmpty() ? member.user() : member.name();
        Html item = Html.of("li");
        item.add(
                member.user().matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")
                        ? Tags.foreignLink("mailto:" + member.user(), name)
                        : Html.of("span", name));
        return member.role().isEmpty() ? item : item.add(", " + member.role());
    }

    private static Html channel(Contacts.Channel channel) {
        Html item = Html.of(
                "li", Tags.foreignLink(channel.url(), channel.name().isEmpty() ? channel.url() : channel.name()));
        if (!channel.tool().isEmpty()) {
            item.add(" (" + channel.tool() + ")");
        }
        return channel.description().isEmpty() ? item : item.add(": " + channel.description());
    }
}
