package dev.portico.gateway.shaping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields of JSON documents, as a tree of their names. A path names a field with dots ({@code lines.productId}); on its way
 * it goes through arrays, so that it means the field of each element. Names are compared exactly, and one that itself holds
 * a dot cannot be named.
 *
 * @param named the fields that are named here, each with what is named below it, in their order
 * @param open whether fields that are not named here belong to it too, with all that stands below them
 */
public record FieldTree(Map<String, FieldTree> named, boolean open) {

    /** Whatever a document holds. */
    public static final FieldTree EVERYTHING = new FieldTree(Map.of(), true);

    /** Below a text, a number or the like. */
    public static final FieldTree NOTHING = new FieldTree(Map.of(), false);

    private static final String END = "";

    public FieldTree {
        named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
    }

    /**
     * These fields, and all that stands below each of them.
     *
     * @param paths without an empty name
     */
    public static FieldTree of(Collection<String> paths) {
        if (paths.contains(END)) {
            return EVERYTHING;
        }
        var restsByName = new LinkedHashMap<String, List<String>>();
        for (var path : paths) {
            var dot = path.indexOf('.');
            restsByName
                    .computeIfAbsent(dot < 0 ? path : path.substring(0, dot), name -> new ArrayList<>())
                    .add(dot < 0 ? END : path.substring(dot + 1));
        }
        var named = new LinkedHashMap<String, FieldTree>();
        restsByName.forEach((name, rests) -> named.put(name, of(rests)));
        return new FieldTree(named, false);
    }

    public boolean isEverything() {
        return open && named.isEmpty();
    }

    /** What belongs to it of the field of this name, or null where the field does not. */
    public @Nullable FieldTree at(String name) {
        var below = named.get(name);
        return below == null && open ? EVERYTHING : below;
    }

    /** Whether the field at this path belongs to it. */
    public boolean holds(String path) {
        @Nullable FieldTree here = this;
        for (var name : path.split("\\.", -1)) {
            here = here.at(name);
            if (here == null) {
                return false;
            }
        }
        return true;
    }

    /** What belongs to both. */
    public FieldTree and(FieldTree other) {
        if (isEverything()) {
            return other;
        }
        if (other.isEverything()) {
            return this;
        }
        var both = new LinkedHashMap<String, FieldTree>();
        named.forEach((name, below) -> {
            var there = other.at(name);
            if (there != null) {
                both.put(name, below.and(there));
            }
        });
        if (open) {
            other.named.forEach(both::putIfAbsent);
        }
        return new FieldTree(both, open && other.open);
    }

    /** What belongs to one of the two. */
    public FieldTree or(FieldTree other) {
        if (isEverything() || other.isEverything()) {
            return EVERYTHING;
        }
        var any = new LinkedHashMap<>(named);
        other.named.forEach((name, below) -> any.merge(name, below, FieldTree::or));
        return new FieldTree(any, open || other.open);
    }

    /** The paths of the fields below which nothing further is named. */
    public List<String> paths() {
        var paths = new ArrayList<String>();
        named.forEach((name, below) -> {
            if (below.named.isEmpty()) {
                paths.add(name);
            } else {
                below.paths().forEach(path -> paths.add(name + "." + path));
            }
        });
        return paths;
    }
}
