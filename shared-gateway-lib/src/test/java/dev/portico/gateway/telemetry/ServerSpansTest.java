package dev.portico.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Request;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.exchange.SentRequest;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerSpansTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final Route ORDERS = new Route(1, "orders", "/orders/**");

    private final Collected collected = new Collected();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .setSampler(Sampler.parentBased(Sampler.alwaysOff()))
                    .addSpanProcessor(SimpleSpanProcessor.create(collected))
                    .build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
    private final ServerSpans spans = new ServerSpans(telemetry);

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void a_request_of_a_sampled_trace_is_one_span_in_it_with_what_conventions_ask_for() {
        spans.end(
                exchange(sampled(
                        SentRequest.get("/orders/7").at("shop.example:8443").with("User-Agent", "curl/8"))),
                200);

        assertThat(collected.spans).singleElement().satisfies(span -> {
            assertThat(span.getTraceId()).isEqualTo(TRACE);
            assertThat(span.getParentSpanId()).isEqualTo(PARENT);
            assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
            assertThat(span.getName()).isEqualTo("GET /orders/**");
            assertThat(text(span, "http.request.method")).isEqualTo("GET");
            assertThat(span.getAttributes().get(AttributeKey.longKey("server.port")))
                    .isEqualTo(8443);
            assertThat(text(span, "http.route")).isEqualTo("/orders/**");
            assertThat(text(span, "url.path")).isEqualTo("/orders/7");
            assertThat(text(span, "url.scheme")).isEqualTo("http");
            assertThat(text(span, "server.address")).isEqualTo("shop.example");
            assertThat(text(span, "client.address")).isEqualTo("192.0.2.1");
            assertThat(text(span, "user_agent.original")).isEqualTo("curl/8");
            assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                    .isEqualTo(200);
            assertThat(span.getStatus()).isEqualTo(StatusData.unset());
        });
    }

    @Test
    void neither_query_nor_credentials_are_in_a_span() {
        var request = SentRequest.get("/orders/7")
                .asking("token=s3cr3t")
                .with("Authorization", "Bearer s3cr3t")
                .with("Cookie", "s3cr3t");
        spans.end(exchange(sampled(request)), 200);
        assertThat(collected.spans.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void a_failure_of_the_server_is_an_error_and_a_refusal_is_none() {
        spans.end(exchange(sampled(SentRequest.get("/orders/7"))), 404);
        spans.end(exchange(sampled(SentRequest.get("/orders/7"))), 502);
        assertThat(collected.spans.getFirst().getStatus()).isEqualTo(StatusData.unset());
        assertThat(collected.spans.getLast().getStatus()).isEqualTo(StatusData.error());
        assertThat(text(collected.spans.getLast(), "error.type")).isEqualTo("502");
    }

    @Test
    void a_method_that_nobody_knows_does_not_name_a_span() {
        var request = sampled(SentRequest.get("/nowhere").by("BREW"));
        spans.end(Exchange.of(request, spans.begin(request)), 404);
        assertThat(collected.spans.getFirst().getName()).isEqualTo("HTTP");
        assertThat(text(collected.spans.getFirst(), "http.request.method")).isEqualTo("_OTHER");
        assertThat(text(collected.spans.getFirst(), "http.request.method_original"))
                .isEqualTo("BREW");
    }

    @Test
    void a_request_that_is_not_sampled_leaves_no_span_and_has_ids_that_go_on() {
        var exchange = exchange(SentRequest.get("/orders/7"));
        var call = call(exchange);
        new ClientSpans(telemetry).begin("orders", call).end(200, "200");
        spans.end(exchange, 200);

        var ids = exchange.span().getSpanContext();
        assertThat(collected.spans).isEmpty();
        assertThat(call.headers().get("traceparent"))
                .isEqualTo("00-" + ids.getTraceId() + "-" + ids.getSpanId() + "-00");
    }

    @Test
    void a_call_of_a_sampled_request_is_a_span_under_that_of_the_request() {
        var exchange = exchange(sampled(SentRequest.get("/orders/7")));
        var call = call(exchange);
        new ClientSpans(telemetry).begin("orders", call).end(200, "200");

        assertThat(collected.spans).singleElement().satisfies(span -> {
            assertThat(span.getParentSpanId())
                    .isEqualTo(exchange.span().getSpanContext().getSpanId());
            assertThat(call.headers().get("traceparent")).isEqualTo("00-" + TRACE + "-" + span.getSpanId() + "-01");
        });
    }

    private Exchange exchange(Request request) {
        return Exchange.of(request, spans.begin(request)).matched(ORDERS, request.path());
    }

    private static SentRequest sampled(SentRequest request) {
        return request.with("traceparent", "00-" + TRACE + "-" + PARENT + "-01");
    }

    private static Call call(Exchange exchange) {
        return new Call(
                "GET",
                "/7",
                MultiMap.caseInsensitiveMultiMap(),
                Body.empty(),
                Deadline.in(Duration.ofSeconds(1)),
                exchange,
                interim -> {});
    }

    private static String text(SpanData span, String name) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(name)));
    }

    private static final class Collected implements SpanExporter {
        private final List<SpanData> spans = new ArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
