package dev.portico.gateway.shaping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

/**
 * How much of one thing a JSON document may hold that is read as it comes in, and the parsers that see to it.
 *
 * @param deepest how deep arrays and objects may nest
 * @param longestText how many bytes one name or value may have, about
 */
record JsonBounds(JsonFactory json, int deepest, int longestText) {

    /** What is about to be read at a time: so much more a text may have before the parser sees how long it is. */
    static final int SLICE_BYTES = 16 * 1024;

    private static final int LONGEST_NUMBER = 200;
    private static final int LONGEST_NAME = 1024;
    private static final int LONGEST_TEXT = 1024 * 1024;
    private static final int DEEPEST_NEST = 64;
    private static final int DEEPEST_WRITTEN = 1000;

    /** Of a document that others have made. */
    static final JsonBounds OF_OTHERS = of(
            StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST_NEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .maxStringLength(LONGEST_TEXT + 2 * SLICE_BYTES),
            DEEPEST_NEST,
            LONGEST_TEXT);

    /** Of a document that the app has made, and has in memory: as deep as it could be written. */
    static final JsonBounds OF_OUR_OWN = of(
            StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST_WRITTEN)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE),
            DEEPEST_WRITTEN,
            Integer.MAX_VALUE);

    /** Names are up to whoever writes the document, so they are kept neither by the process nor by the parser. */
    private static JsonBounds of(StreamReadConstraints.Builder constraints, int deepest, int longestText) {
        var json = new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .streamReadConstraints(constraints.build())
                .build();
        return new JsonBounds(json, deepest, longestText);
    }
}
