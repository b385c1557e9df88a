package dev.portico.gateway.cache;

import dev.portico.gateway.redis.Script;

/**
 * What Redis does in one step each. A resource has a generation, which ends with each change of it; the answers of a key are
 * fields of a hash, which says for which generation they are and by which fields of a request they are told apart.
 */
final class CacheScripts {

    /**
     * Keys: hash, generation. Arguments: the largest value, the fields. Answers the generation and, where the hash is of
     * it, by what its newest answer varies and the fields.
     */
    static final Script FIND = Script.of(
            """
            local now = redis.call('GET', KEYS[2])
            if not now then return {''} end
            if redis.call('HGET', KEYS[1], 'generation') ~= now then return {now} end
            local found = {now, redis.call('HGET', KEYS[1], 'vary')}
            for i = 2, #ARGV do
              local small = redis.call('HSTRLEN', KEYS[1], ARGV[i]) <= tonumber(ARGV[1])
              found[i + 1] = small and redis.call('HGET', KEYS[1], ARGV[i])
            end
            return found
            """);

    /**
     * Keys: hash, generation. Arguments: the generation when it was asked for, ms to live, by what it varies, field, value,
     * the most fields. One that a keeping began (k) was there for nobody before; any other means a change.
     */
    static final Script KEEP = Script.of(
            """
            local now = redis.call('GET', KEYS[2]) or ''
            if now ~= ARGV[1] and (ARGV[1] ~= '' or string.sub(now, 1, 1) ~= 'k') then return {0} end
            local live = tonumber(ARGV[2])
            if now == '' then
              local time = redis.call('TIME')
              now = 'k' .. time[1] .. '.' .. time[2]
              redis.call('SET', KEYS[2], now, 'PX', live)
            elseif redis.call('PTTL', KEYS[2]) < live then
              redis.call('PEXPIRE', KEYS[2], live)
            end
            if redis.call('HGET', KEYS[1], 'generation') ~= now
                or redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[6])
                    and redis.call('HEXISTS', KEYS[1], ARGV[4]) == 0 then
              redis.call('DEL', KEYS[1])
            end
            redis.call('HSET', KEYS[1], 'generation', now, 'vary', ARGV[3], ARGV[4], ARGV[5])
            if redis.call('PTTL', KEYS[1]) < live then redis.call('PEXPIRE', KEYS[1], live) end
            return {1}
            """);

    /** Keys: hash. Arguments: field. */
    static final Script FORGET = Script.of("return {redis.call('HDEL', KEYS[1], ARGV[1])}");

    /**
     * Keys: generation. Arguments: ms for which a call may be on its way, channel, message. The others are told even where
     * nothing was kept here: they may have in memory what was too large, or came while Redis was away.
     */
    static final Script CHANGE = Script.of(
            """
            local had = redis.call('GET', KEYS[1])
            local time = redis.call('TIME')
            local now = 'c' .. time[1] .. '.' .. time[2]
            if now == had then now = now .. '+' end
            local live = math.max(tonumber(ARGV[1]), redis.call('PTTL', KEYS[1]))
            redis.call('SET', KEYS[1], now, 'PX', live)
            redis.call('PUBLISH', ARGV[2], ARGV[3])
            return {1}
            """);

    /**
     * Keys: the log, a sorted set by time in microseconds. Arguments: the time of the latest purge that the sender knows,
     * how long back any answer may reach, the most purges, channel, message, the purges. What is left out for want of room
     * is taken for one purge of everything. Time never goes back, whoever is the master.
     */
    static final Script PURGE = Script.of(
            """
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local last = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2]
            local before = math.max(tonumber(ARGV[1]), tonumber(last or 0))
            if now <= before then now = before + 1 end
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - ARGV[2] * 1000))
            for i = 6, #ARGV do
              redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[i])
              now = now + 1
            end
            local over = redis.call('ZCARD', KEYS[1]) - ARGV[3]
            if over > 0 then
              local left = redis.call('ZRANGE', KEYS[1], over, over, 'WITHSCORES')[2]
              redis.call('ZREMRANGEBYRANK', KEYS[1], 0, over)
              redis.call('ZADD', KEYS[1], left, 'everything')
            end
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
            redis.call('PUBLISH', ARGV[4], ARGV[5])
            return {#ARGV - 5}
            """);

    /** Keys: the log. Arguments: the time of the latest purge that is known, how many to read. Answers purge and time in turn. */
    static final Script READ = Script.of(
            """
            return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. ARGV[1], '+inf', 'WITHSCORES', 'LIMIT', 0, ARGV[2])
            """);

    private CacheScripts() {}
}
