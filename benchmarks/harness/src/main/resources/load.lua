-- wrk's side of a load: a value of Authorization a line of the file given (none: no such field), and what came back, as one line.
local requests, at = {}, 0

function init(args)
  local method, body = "GET", nil
  if tonumber(args[2]) > 0 then
    method, body = "POST", string.rep("x", tonumber(args[2]))
  end
  for token in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format(method, nil, { Authorization = token }, body)
  end
  if #requests == 0 then
    requests[1] = wrk.format(method, nil, nil, body)
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format("SUMMARY %d %d %d %d\n", summary.requests, summary.duration,
    e.connect + e.read + e.write + e.timeout + e.status, summary.bytes))
end
