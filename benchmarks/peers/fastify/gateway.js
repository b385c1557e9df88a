// A gateway as the Fastify community writes it: its own plugins for proxying, tokens and limits, undici below them.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import createError from '@fastify/error'
import jwt from '@fastify/jwt'
import proxy from '@fastify/http-proxy'
import rateLimit from '@fastify/rate-limit'
import Fastify, { LogController } from 'fastify'
import pino from 'pino'
import { Pool } from 'undici'
import { screen, screenSchema } from './aggregate.js'
import { observe, page } from './metrics.js'

const { PORT, PROTOCOL, UPSTREAM_PORT, WORK } = process.env
const ISSUERS = { HS256: 'https://hs256.bench.example', RS256: 'https://bench.example' }
const upstream = `http://127.0.0.1:${UPSTREAM_PORT}`
const pool = new Pool(upstream, { connections: 2048, pipelining: 1, keepAliveTimeout: 60_000, keepAliveMaxTimeout: 600_000 })

const lines = pino.destination({
  dest: join(WORK, 'access.log'),
  sync: false,
  minLength: 65_536,
  maxWrite: 131_072,
  periodicFlush: 1_000
})
const app = Fastify({
  http2: PROTOCOL === 'h2c',
  loggerInstance: pino({ base: undefined }, lines),
  logController: new LogController({ disableRequestLogging: true }),
  childLoggerFactory: logger => logger, // a line a request needs no logger a request
  forceCloseConnections: true
})

app.addHook('onResponse', (request, reply, done) => {
  const { method, url } = request
  const [status, duration] = [reply.statusCode, reply.elapsedTime]
  app.log.info({ method, url, status, duration })
  observe(request.routeOptions.url, status, duration / 1000)
  done()
})
app.get('/metrics', (request, reply) => page(reply))

const Unauthorized = createError('UNAUTHORIZED', '%s', 401)
const Forbidden = createError('FORBIDDEN', 'The role customer is missing', 403)

async function authenticated(scope, algorithm, key) {
  await scope.register(jwt, {
    secret: { public: key },
    verify: {
      algorithms: [algorithm],
      allowedIss: ISSUERS[algorithm],
      allowedAud: 'bench',
      requiredClaims: ['exp', 'sub'],
      cache: 10_000,
      cacheKeyBuilder: token => token // instead of its hash; unique, as the cache needs it
    }
  })
  scope.addHook('onRequest', (request, reply, done) => {
    try {
      request.user = scope.jwt.verify(scope.jwt.lookupToken(request))
      done()
    } catch (error) {
      reply.header('www-authenticate', 'Bearer')
      done(new Unauthorized(error.message))
    }
  })
}

async function secured(scope) {
  await authenticated(scope, 'RS256', readFileSync(join(WORK, 'public.pem')))
  scope.decorateRequest('requestId', null)
  scope.addHook('onRequest', (request, reply, done) => {
    request.requestId = request.headers['x-request-id'] ?? randomUUID()
    reply.header('x-request-id', request.requestId)
    const { roles } = request.user
    done(Array.isArray(roles) && roles.includes('customer') ? undefined : new Forbidden())
  })
  await limited(scope, request => request.user.sub)
}

/** The figures of every rate limit of the benchmark: the work is done, and nobody is refused. */
const limited = (scope, keyGenerator = request => request.ip) =>
  scope.register(rateLimit, { max: 100_000_000, timeWindow: '1 minute', keyGenerator })

const proxied = (scope, prefix) => scope.register(proxy, {
  prefix,
  upstream,
  undici: pool,
  disableRequestLogging: true,
  replyOptions: {
    rewriteRequestHeaders(request, headers) {
      const before = headers['x-forwarded-for']
      headers['x-forwarded-for'] = before ? `${before}, ${request.ip}` : request.ip
      headers['x-forwarded-proto'] = request.protocol
      headers['x-forwarded-host'] = request.host
      if (request.user) headers['x-user-id'] = request.user.sub
      if (request.requestId) headers['x-request-id'] = request.requestId
      return headers
    }
  }
})

proxied(app, '/plain')
app.register(async scope => {
  await limited(scope)
  proxied(scope, '/limited')
})
app.register(async scope => {
  await authenticated(scope, 'HS256', readFileSync(join(WORK, 'secret')))
  proxied(scope, '/hs256')
})
app.register(async scope => {
  await authenticated(scope, 'RS256', readFileSync(join(WORK, 'public.pem')))
  proxied(scope, '/rs256')
})
app.register(async scope => {
  await secured(scope)
  proxied(scope, '/secured')
  scope.get('/aggregate', { schema: { response: { 200: screenSchema } } }, () => screen(pool))
})

process.once('SIGTERM', async () => {
  await app.close()
  lines.flushSync()
  process.exit(0)
})
await app.listen({ host: '127.0.0.1', port: Number(PORT), backlog: 4096 })
