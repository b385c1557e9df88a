package dev.portico.gateway.admission;

import dev.portico.gateway.redis.Script;

/**
 * What Redis does with the charges of one key: it decides them all and counts them where all fit, in one step and by the
 * server's own clock. It says the same as the counts in memory, in their formulas.
 *
 * <p>The first argument is {@code take} or {@code back}; then come, for each key in turn, the algorithm's letter, the cost,
 * the stamp (for {@code back} only) and what defines the limit, as {@link SharedLimit} writes it. The answer to {@code take}
 * has {@link #NUMBERS} numbers for each key.
 *
 * <p>Lua counts in doubles, which are exact up to 2^53. Where permits times microseconds are more, time is counted in
 * milliseconds. Time never goes back for a count, even if the clock of a server does, or of the replica that took its place.
 */
final class CountScript {

    /** How long it has to wait (0 where it fits), what is left, until when that is reset, and the stamp. Times in microseconds. */
    static final int NUMBERS = 4;

    static final Script SCRIPT = Script.of(
            """
            local floor, ceil, max, min = math.floor, math.ceil, math.max, math.min
            local time = redis.call('TIME')
            local clock = time[1] * 1000000 + time[2]
            local read = 0

            local function word()
              read = read + 1
              return ARGV[read]
            end

            local function number()
              return tonumber(word())
            end

            -- What it has, and when it was born: what was charged before that was charged to another, which is gone. Those of
            -- earlier releases do not say.
            local function fields(key, first, second, third)
              local had = redis.call('HMGET', key, first, second, third, 'born')
              local born = tonumber(had[4]) or had[1] and 0 or clock
              return tonumber(had[1]), tonumber(had[2]) or 0, tonumber(had[3]) or 0, born
            end

            -- Kept for a second longer than it means something.
            local function expire(key, micros)
              redis.call('PEXPIRE', key, ceil(micros / 1000) + 1000)
            end

            -- What passed from start until before finish.
            local function span(key, permits, now, start, finish, used, born)
              return {
                wait = function(cost)
                  if used + cost <= permits then return 0 end
                  return finish - now
                end,
                charge = function(cost)
                  used = used + cost
                  return now
                end,
                left = function() return permits - used end,
                reset = function() return finish - now end,
                back = function(stamp, cost)
                  if stamp < max(start, born) or stamp >= finish then return false end
                  used = max(0, used - cost)
                  return true
                end,
                keep = function()
                  redis.call('HSET', key, 'start', start, 'used', used, 'born', born)
                  expire(key, finish - now)
                end
              }
            end

            local counts = {}

            counts.fixed = function(key)
              local permits, window = number(), number()
              local had, used, _, born = fields(key, 'start', 'used', 'used')
              local now = max(clock, had or 0)
              local start = now - now % window
              if start ~= had then used = 0 end
              return span(key, permits, now, start, start + window, used, born)
            end

            -- The asker says where the periods around now begin; the first of them may be over, and the last is the end.
            counts.calendar = function(key)
              local permits, boundaries = number(), {}
              for i = 1, number() do boundaries[i] = number() end
              local had, used, _, born = fields(key, 'start', 'used', 'used')
              local last = boundaries[#boundaries]
              local now = min(max(clock, had or 0, boundaries[1]), last - 1)
              local start, finish = boundaries[1], last
              for i = #boundaries, 1, -1 do
                if boundaries[i] > now then finish = boundaries[i] end
              end
              for i = 1, #boundaries do
                if boundaries[i] <= now then start = boundaries[i] end
              end
              if had and had >= start then start = had else used = 0 end
              return span(key, permits, now, start, finish, used, min(born, now))
            end

            counts.sliding = function(key)
              local permits, window, unit = number(), number(), number()
              local had, used, before, born = fields(key, 'start', 'used', 'before')
              local now = max(floor(clock / unit), had or 0)
              local start = now - now % window
              if had ~= start then
                before = had == start - window and used or 0
                used = 0
              end
              local elapsed = now - start
              local function carried() return ceil(before * (window - elapsed) / window) end
              local function fading(count, rest) return ceil((count - rest) * window / count) end
              return {
                wait = function(cost)
                  if carried() + used + cost <= permits then return 0 end
                  if used + cost <= permits then return (fading(before, permits - cost - used) - elapsed) * unit end
                  return (window - elapsed + fading(used, permits - cost)) * unit
                end,
                charge = function(cost)
                  used = used + cost
                  return now * unit
                end,
                left = function() return permits - carried() - used end,
                reset = function() return (window - elapsed) * unit end,
                back = function(stamp, cost)
                  local charged = floor(stamp / unit)
                  if charged < floor(born / unit) or charged < start - window then return false end
                  if charged >= start then used = max(0, used - cost) else before = max(0, before - cost) end
                  return true
                end,
                keep = function()
                  redis.call('HSET', key, 'start', start, 'used', used, 'before', before, 'born', born)
                  expire(key, (2 * window - elapsed) * unit)
                end
              }
            end

            counts.bucket = function(key)
              local permits, window, burst, unit = number(), number(), number(), number()
              local had, debt, _, born = fields(key, 'at', 'debt', 'debt')
              local now = max(floor(clock / unit), had or 0)
              if had then debt = max(0, debt - (now - had) * permits) end
              local most = burst * window
              return {
                wait = function(cost)
                  local over = debt - (most - cost * window)
                  if over <= 0 then return 0 end
                  return ceil(over / permits) * unit
                end,
                charge = function(cost)
                  debt = debt + cost * window
                  return now * unit
                end,
                left = function() return floor((most - debt) / window) end,
                reset = function() return ceil(debt / permits) * unit end,
                back = function(stamp, cost)
                  local worth, charged = cost * window, floor(stamp / unit)
                  local paid = max(0, now - charged) * permits
                  if charged < floor(born / unit) or paid >= worth then return false end
                  debt = max(0, debt - (worth - paid))
                  return true
                end,
                keep = function()
                  redis.call('HSET', key, 'at', now, 'debt', debt, 'born', born)
                  expire(key, ceil(debt / permits) * unit)
                end
              }
            end

            -- A list of when each permit was taken, the oldest first. No two charges of a key have the same time.
            counts.log = function(key)
              local permits, window = number(), number()
              local size = redis.call('LLEN', key)
              local function at(place) return tonumber(redis.call('LINDEX', key, place)) end
              local now = clock
              if size > 0 then now = max(now, at(-1) + 1) end
              local over, rest = 0, size
              if size > 0 and at(0) > now - window then rest = 0 end
              while over < rest do
                local middle = floor((over + rest) / 2)
                if at(middle) <= now - window then over = middle + 1 else rest = middle end
              end
              if over > 0 then redis.call('LTRIM', key, over, -1) end
              local used, oldest, times = size - over, nil, {}
              if used > 0 then oldest = at(0) end
              return {
                wait = function(cost)
                  local missing = used + cost - permits
                  if missing <= 0 then return 0 end
                  return at(missing - 1) + window - now
                end,
                charge = function(cost)
                  for i = 1, cost do times[i] = now end
                  used = used + cost
                  oldest = oldest or now
                  return now
                end,
                left = function() return permits - used end,
                reset = function() return oldest and oldest + window - now or 0 end,
                back = function(stamp) return redis.call('LREM', key, 0, stamp) > 0 end,
                keep = function()
                  if #times > 0 then redis.call('RPUSH', key, unpack(times)) end
                  expire(key, window)
                end
              }
            end

            local taking = word() == 'take'
            local charges, fits = {}, true
            for i, key in ipairs(KEYS) do
              local name, cost = word(), number()
              local stamp = not taking and number()
              local count = counts[name](key)
              if taking then
                local wait = count.wait(cost)
                fits = fits and wait == 0
                charges[i] = {count = count, cost = cost, wait = wait}
              else
                if count.back(stamp, cost) then count.keep() end
              end
            end

            local answer = {}
            for _, charge in ipairs(charges) do
              local stamp = clock
              if fits and charge.cost > 0 then
                stamp = charge.count.charge(charge.cost)
                charge.count.keep()
              end
              answer[#answer + 1] = charge.wait
              answer[#answer + 1] = max(0, charge.count.left())
              answer[#answer + 1] = charge.count.reset()
              answer[#answer + 1] = stamp
            end
            return answer
            """);

    private CountScript() {}
}
