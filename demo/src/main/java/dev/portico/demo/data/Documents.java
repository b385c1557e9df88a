package dev.portico.demo.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The documents of one service in the order they came in; safe from any thread. */
public final class Documents {

    private final Map<String, Document> byId = new LinkedHashMap<>();
    private final String prefix;
    private int lastNumber;

    /** Ids are the prefix and a number, such as {@code o-10001}; new ones go on from {@code lastNumber}. */
    public Documents(Collection<Document> documents, String prefix, int lastNumber) {
        documents.forEach(document -> byId.put(document.id(), document));
        this.prefix = prefix;
        this.lastNumber = lastNumber;
    }

    public synchronized Optional<Document> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The documents of a comma-separated list in its order, each once; unknown ids are left out. */
    public synchronized List<Document> findAll(String commaSeparatedIds) {
        return List.of(commaSeparatedIds.split(",")).stream()
                .map(String::trim)
                .distinct()
                .map(byId::get)
                .filter(Objects::nonNull)
                .toList();
    }

    public synchronized List<Document> all() {
        return new ArrayList<>(byId.values());
    }

    public synchronized void put(Document document) {
        byId.put(document.id(), document);
    }

    public synchronized String newId() {
        return prefix + ++lastNumber;
    }
}
