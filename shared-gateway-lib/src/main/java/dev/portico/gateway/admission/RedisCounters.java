package dev.portico.gateway.admission;

import dev.portico.gateway.admission.Decision.Store;
import dev.portico.gateway.admission.Taking.Taken;
import dev.portico.gateway.redis.Outcome;
import dev.portico.gateway.redis.Script;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Counts in Redis, so that all instances share what a limit allows. Charges of one key are one script, which decides them at
 * once; those of several keys are sent in one go, and where one of them is refused, what the others took is given back. So
 * it is with each limit by itself while a cluster has the counts of one key on two servers: the one case in which a gate may
 * wait for a second deadline, since what is left of the first one would seldom do.
 *
 * <p>While Redis is away each limit does what it says for that, and the counts of this process are used where it says
 * {@code memory}. An answer that comes too late may have counted; such a permit is lost until its window ends.
 */
public final class RedisCounters implements Counters {

    /** Runs a script in Redis. */
    @FunctionalInterface
    public interface Scripts {
        Future<Outcome<List<Long>>> run(Script script, List<String> keys, List<String> arguments);
    }

    private final Scripts scripts;
    private final MemoryCounters memory;
    private final InstantSource wall;
    private final MeterRegistry registry;
    private final String beginning;
    private final Map<Limit, SharedLimit> limits = new ConcurrentHashMap<>();

    /**
     * @param app who shares these counts: other apps on the same Redis have limits of the same names
     * @param memory counts meanwhile
     * @param wall what the calendar says, for quotas
     */
    public RedisCounters(
            Scripts scripts, String app, MemoryCounters memory, InstantSource wall, MeterRegistry registry) {
        this.scripts = scripts;
        this.memory = memory;
        this.wall = wall;
        this.registry = registry;
        this.beginning = "portico:" + app + ":{";
    }

    /** The charges of one key, and where they stand among all. */
    private record Group(List<Charge> charges, List<Integer> places) {

        List<Group> eachAlone() {
            var alone = new ArrayList<Group>(charges.size());
            for (int i = 0; i < charges.size(); i++) {
                alone.add(new Group(List.of(charges.get(i)), List.of(places.get(i))));
            }
            return alone;
        }
    }

    private record Asked(Group group, Future<Outcome<List<Long>>> answer) {

        boolean isApart() {
            return answer.result() instanceof Outcome.Apart<?> && group.charges.size() > 1;
        }
    }

    @Override
    public Taking take(List<Charge> charges) {
        var asked = grouped(charges).stream().map(this::ask).toList();
        var answer = answers(asked);
        return answer.isComplete() && asked.stream().noneMatch(Asked::isApart)
                ? settled(charges, asked)
                : new Taking.Asking(Uni.createFrom().completionStage(() -> answer.compose(done -> withoutApart(asked))
                        .map(all -> settled(charges, all))
                        .toCompletionStage()));
    }

    private static Future<?> answers(List<Asked> asked) {
        return asked.size() == 1
                ? asked.getFirst().answer
                : Future.join(asked.stream().map(Asked::answer).toList());
    }

    /** Limits whose counts are not on one server are asked for one by one. */
    private Future<List<Asked>> withoutApart(List<Asked> asked) {
        if (asked.stream().noneMatch(Asked::isApart)) {
            return Future.succeededFuture(asked);
        }
        var all = asked.stream()
                .flatMap(
                        each -> each.isApart() ? each.group.eachAlone().stream().map(this::ask) : Stream.of(each))
                .toList();
        return answers(all).map(done -> all);
    }

    @Override
    public void giveBack(List<Charge> charges, Taken taken) {
        if (!taken.passes()) {
            return;
        }
        grouped(charges).forEach(group -> giveBack(group, taken.decisions()));
        memory.giveBack(charges, taken);
    }

    private Asked ask(Group group) {
        var arguments = new ArrayList<String>(1 + 7 * group.charges.size());
        arguments.add("take");
        for (var charge : group.charges) {
            write(charge, -1, arguments);
        }
        return new Asked(group, scripts.run(CountScript.SCRIPT, keys(group.charges), arguments));
    }

    private Taken settled(List<Charge> charges, List<Asked> asked) {
        var decisions = new Decision[charges.size()];
        for (var each : asked) {
            switch (each.answer.result()) {
                case Outcome.Answered(var numbers) -> read(each.group, numbers, decisions);
                case Outcome.Away(), Outcome.Apart() -> withoutRedis(each.group, decisions);
            }
        }
        decideInMemory(charges, decisions);
        var taken = new Taken(Collections.unmodifiableList(Arrays.asList(decisions)));
        if (!taken.passes() && asked.size() > 1) {
            asked.forEach(each -> takeBack(each, taken.decisions()));
        }
        return taken;
    }

    private void read(Group group, List<Long> numbers, Decision[] decisions) {
        for (int i = 0; i < group.charges.size(); i++) {
            var at = i * CountScript.NUMBERS;
            long wait = numbers.get(at);
            long remaining = numbers.get(at + 1);
            var decision = wait == 0
                    ? new Decision.Admitted(remaining, numbers.get(at + 2), numbers.get(at + 3), Store.REDIS)
                    : new Decision.Refused(remaining, wait);
            decisions[group.places.get(i)] = counted(group.charges.get(i), decision);
        }
    }

    /** Who only looks gets no decision on a request. */
    private Decision counted(Charge charge, Decision decision) {
        return charge.cost() > 0 ? limit(charge).counted(decision) : decision;
    }

    /** What is to be decided in memory is left open. */
    private void withoutRedis(Group group, Decision[] decisions) {
        for (int i = 0; i < group.charges.size(); i++) {
            var charge = group.charges.get(i);
            switch (charge.limit().whenRedisIsAway()) {
                case MEMORY -> {
                    if (charge.cost() > 0) {
                        limit(charge).countedAway();
                    }
                }
                case PASS -> decisions[group.places.get(i)] = counted(charge, new Decision.Uncounted());
                case REFUSE -> decisions[group.places.get(i)] = counted(charge, new Decision.Unknown());
            }
        }
    }

    /** Nothing is charged there where the request is refused already. */
    private void decideInMemory(List<Charge> charges, Decision[] decisions) {
        var open = new ArrayList<Charge>();
        var passes = true;
        for (int i = 0; i < decisions.length; i++) {
            if (decisions[i] == null) {
                open.add(charges.get(i));
            } else {
                passes &= decisions[i].passes();
            }
        }
        if (open.isEmpty()) {
            return;
        }
        var decided = memory.take(passes ? open : looking(open)).decisions().iterator();
        for (int i = 0; i < decisions.length; i++) {
            if (decisions[i] == null) {
                decisions[i] = decided.next();
            }
        }
    }

    private static List<Charge> looking(List<Charge> charges) {
        return charges.stream()
                .map(charge -> new Charge(charge.limit(), charge.key(), 0))
                .toList();
    }

    /** What one key's limits took before those of another refused. */
    private void takeBack(Asked asked, List<Decision> decisions) {
        if (asked.answer.result() instanceof Outcome.Answered<?>
                && asked.group.places.stream()
                        .allMatch(place -> decisions.get(place).passes())) {
            giveBack(asked.group, decisions);
        }
    }

    /** Nobody waits for it: if it is lost, the permits are until their window ends. */
    private void giveBack(Group group, List<Decision> decisions) {
        var charged = new ArrayList<Charge>(group.charges.size());
        var arguments = new ArrayList<String>(1 + 8 * group.charges.size());
        arguments.add("back");
        for (int i = 0; i < group.charges.size(); i++) {
            var charge = group.charges.get(i);
            if (charge.cost() > 0
                    && decisions.get(group.places.get(i)) instanceof Decision.Admitted admitted
                    && admitted.by() == Store.REDIS) {
                charged.add(charge);
                write(charge, admitted.stamp(), arguments);
            }
        }
        if (!charged.isEmpty()) {
            scripts.run(CountScript.SCRIPT, keys(charged), arguments)
                    .onSuccess(outcome -> giveBackAlone(outcome, group, decisions));
        }
    }

    private void giveBackAlone(Outcome<List<Long>> outcome, Group group, List<Decision> decisions) {
        if (outcome instanceof Outcome.Apart<?> && group.charges.size() > 1) {
            group.eachAlone().forEach(each -> giveBack(each, decisions));
        }
    }

    private List<String> keys(List<Charge> charges) {
        var keys = new ArrayList<String>(charges.size());
        for (var charge : charges) {
            keys.add(beginning + charge.key() + limit(charge).ending());
        }
        return keys;
    }

    private void write(Charge charge, long stamp, List<String> arguments) {
        var words = limit(charge).words();
        arguments.add(words.getFirst());
        arguments.add(Long.toString(charge.cost()));
        if (stamp >= 0) {
            arguments.add(Long.toString(stamp));
        }
        arguments.addAll(words.subList(1, words.size()));
    }

    private SharedLimit limit(Charge charge) {
        var limit = limits.get(charge.limit());
        return limit != null
                ? limit
                : limits.computeIfAbsent(charge.limit(), unknown -> new SharedLimit(unknown, wall, registry));
    }

    private static List<Group> grouped(List<Charge> charges) {
        var places = new LinkedHashMap<String, List<Integer>>(2);
        for (int i = 0; i < charges.size(); i++) {
            places.computeIfAbsent(charges.get(i).key(), first -> new ArrayList<>(2))
                    .add(i);
        }
        var groups = new ArrayList<Group>(places.size());
        for (var those : places.values()) {
            groups.add(new Group(those.stream().map(charges::get).toList(), those));
        }
        return groups;
    }
}
