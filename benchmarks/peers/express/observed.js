// One access line a request, and requests by route and status with their durations.
import { join } from 'node:path'
import pino from 'pino'
import { collectDefaultMetrics, Histogram, register } from 'prom-client'

const lines = pino.destination({
  dest: join(process.env.WORK, 'access.log'),
  sync: false,
  minLength: 65_536,
  maxWrite: 131_072,
  periodicFlush: 1_000
})
const log = pino({ base: undefined }, lines)
export const flush = () => lines.flushSync()

collectDefaultMetrics()
const durations = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Duration of requests by route and status',
  labelNames: ['route', 'status']
})

export function observed(route) {
  const series = new Map() // by status, so that labels are hashed once, and not for every request
  const of = status => series.get(status) ?? series.set(status, durations.labels(route, status)).get(status)
  return (req, res, next) => {
    const started = performance.now()
    res.once('close', () => {
      const duration = performance.now() - started
      log.info({ method: req.method, url: req.originalUrl, status: res.statusCode, duration })
      of(res.statusCode).observe(duration / 1000)
    })
    next()
  }
}

export async function page(req, res) {
  res.type(register.contentType).send(await register.metrics())
}
