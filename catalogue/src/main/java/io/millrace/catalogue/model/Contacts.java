package io.millrace.catalogue.model;

import io.millrace.catalogue.model.CatalogueModel.PortEntry;
import io.millrace.catalogue.model.CatalogueModel.ProductEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * Who answers for a product, and how they are reached.
 *
 * @param owner the team; empty where nobody is named
 * @param members of the team
 * @param channels where to ask
 */
public record Contacts(String owner, List<Member> members, List<Channel> channels) {
    public Contacts {
        members = List.copyOf(members);
        channels = List.copyOf(channels);
    }

    /** A person of the team; each part may be empty. */
    public record Member(String user, String name, String role) {}

    /** Where to ask; each part may be empty. */
    public record Channel(String name, String url, String tool, String description) {}

    /** Of a product: what its descriptor says, then its domain. */
    public static Contacts of(ProductEntry product) {
        String team = product.descriptor().text("team", "name");
        List<Channel> channels = new ArrayList<>(channels(product.descriptor()));
        String support = product.domain().text("support");
        if (!support.isEmpty()) {
            channels.add(new Channel(support, support, "", ""));
        }
        return new Contacts(
                team.isEmpty() ? product.domain().text("owner") : team, members(product.descriptor()), channels);
    }

    /** Of a port: the product's, and what the contract says beside. */
    public static Contacts of(ProductEntry product, PortEntry port) {
        Contacts contacts = of(product);
        List<Member> members = new ArrayList<>(contacts.members());
        members(port.contract()).stream()
                .filter(member -> !members.contains(member))
                .forEach(members::add);
        List<Channel> channels = new ArrayList<>(channels(port.contract()));
        channels.addAll(contacts.channels());
        String owner = contacts.owner().isEmpty() ? port.contract().text("team", "name") : contacts.owner();
        return new Contacts(owner, members, channels);
    }

    private static List<Member> members(Written file) {
        // ODCS 3.0 has the list itself, later versions a team with members.
        List<Written> found = new ArrayList<>(file.maps("team"));
        found.addAll(file.map("team").maps("members"));
        return found.stream()
                .filter(member -> member.text("dateOut").isEmpty())
                .map(member -> new Member(member.text("username"), member.text("name"), member.text("role")))
                .filter(member -> !member.user().isEmpty() || !member.name().isEmpty())
                .toList();
    }

    private static List<Channel> channels(Written file) {
        return file.maps("support").stream()
                .map(channel -> new Channel(
                        channel.text("channel"),
                        channel.text("url"),
                        channel.text("tool"),
                        channel.text("description")))
                .filter(channel -> !channel.name().isEmpty() || !channel.url().isEmpty())
                .toList();
    }
}
