// Requests by route and status, with their durations.
import { collectDefaultMetrics, Histogram, register } from 'prom-client'

collectDefaultMetrics()
const durations = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Duration of requests by route and status',
  labelNames: ['route', 'status']
})

const series = new Map() // so that labels are hashed once, and not for every request

export function observe(route = 'unknown', status, seconds) {
  const key = route + status
  let one = series.get(key)
  if (!one) series.set(key, (one = durations.labels(route, status)))
  one.observe(seconds)
}

export async function page(reply) {
  reply.header('content-type', register.contentType)
  return register.metrics()
}
