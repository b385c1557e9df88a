package dev.portico.gateway.edge;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;

/**
 * One thing that a JAX-RS resource of the app serves.
 *
 * @param template its path with variables, as in {@code /orders/{id}}
 */
record Resource(String method, String template) {

    /** All that the app has. */
    static List<Resource> all() {
        var all = new ArrayList<Resource>();
        var deployment = ResteasyReactiveRecorder.getCurrentDeployment();
        if (deployment != null) {
            RuntimeResourceVisitor.visitRuntimeResources(
                    deployment.getPrefix(), deployment.getClassMappers(), new RuntimeResourceVisitor() {
                        @Override
                        public void visitRuntimeResource(String method, String path, RuntimeResource resource) {
                            all.add(new Resource(method, path));
                        }
                    });
        }
        return all;
    }

    /** Whether it is about this path, of whatever method; a variable stands for one segment. */
    boolean isAt(String path) {
        var wanted = segments(template);
        var given = segments(path);
        if (wanted.size() != given.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).contains("{") && !wanted.get(i).equals(given.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1)).stream()
                .filter(segment -> !segment.isEmpty())
                .toList();
    }
}
