package dev.portico.bench;

import java.util.List;
import java.util.Map;

/** Bars for each suite as SVG; shorter is better but where good answers are counted. */
final class Picture {

    private static final int WIDTH = 760;
    private static final int NAMES = 170;
    private static final int VALUES = 90;
    private static final int BAR = 18;
    private static final int HEADING = 40;

    private Picture() {}

    static String of(Map<Suite, List<Result>> results) {
        var drawn = new StringBuilder();
        var y = 0;
        for (var entry : results.entrySet()) {
            for (var heading : entry.getValue().getFirst().drawn()) {
                y = suite(entry.getKey(), heading, entry.getValue(), y, drawn);
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                %s</svg>
                """
                .formatted(WIDTH, y + BAR, drawn);
    }

    private static int suite(Suite suite, String heading, List<Result> results, int top, StringBuilder drawn) {
        var longest = results.stream()
                .mapToDouble(result -> result.value(heading))
                .max()
                .orElse(1);
        var y = top + HEADING;
        drawn.append(text(8, y - 12, "bold", suite.title() + " (" + heading + ")"));
        for (var result : results) {
            var length = (int) Math.max(1, (WIDTH - NAMES - VALUES) * result.value(heading) / longest);
            var colour = result.peer().startsWith("portico") ? "#2a6f97" : "#b8c4cc";
            drawn.append(text(8, y + 12, "normal", result.peer()))
                    .append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n"
                            .formatted(NAMES, y, length, BAR - 4, colour))
                    .append(text(NAMES + length + 6, y + 12, "normal", "%.1f".formatted(result.value(heading))));
            y += BAR;
        }
        return y;
    }

    private static String text(int x, int y, String weight, String text) {
        return "<text x=\"%d\" y=\"%d\" font-weight=\"%s\">%s</text>\n"
                .formatted(x, y, weight, text.replace("&", "&amp;").replace("<", "&lt;"));
    }
}
