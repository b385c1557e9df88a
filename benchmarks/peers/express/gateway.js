// A gateway as the Express community writes it: http-proxy-middleware, express-rate-limit, and fast-jwt, which keeps verified tokens.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Agent } from 'node:http'
import { join } from 'node:path'
import express from 'express'
import { rateLimit } from 'express-rate-limit'
import { createVerifier } from 'fast-jwt'
import { createProxyMiddleware } from 'http-proxy-middleware'
import { Pool } from 'undici'
import { screen } from './aggregate.js'
import { flush, observed, page } from './observed.js'

const { PORT, UPSTREAM_PORT, WORK } = process.env
const ISSUERS = { HS256: 'https://hs256.bench.example', RS256: 'https://bench.example' }
const upstream = `http://127.0.0.1:${UPSTREAM_PORT}`
const pool = new Pool(upstream, { connections: 2048, pipelining: 1, keepAliveTimeout: 60_000, keepAliveMaxTimeout: 600_000 })

const proxy = createProxyMiddleware({
  target: upstream,
  agent: new Agent({ keepAlive: true, maxSockets: 2048, maxFreeSockets: 2048 }),
  xfwd: true,
  ejectPlugins: true, // they debug and log; what fails goes to the error handler below
  plugins: [server => server.on('error', () => {})]
})

function authenticate(algorithm, key) {
  const verify = createVerifier({
    key,
    algorithms: [algorithm],
    allowedIss: ISSUERS[algorithm],
    allowedAud: 'bench',
    requiredClaims: ['exp', 'sub'],
    cache: 10_000,
    cacheKeyBuilder: token => token // instead of its hash; unique, as the cache needs it
  })
  return (req, res, next) => {
    const { authorization } = req.headers
    try {
      if (!authorization?.startsWith('Bearer ')) throw new Error('A bearer token is missing')
      req.user = verify(authorization.slice('Bearer '.length))
    } catch (error) {
      return res.status(401).set('WWW-Authenticate', 'Bearer').json({ message: error.message })
    }
    req.headers['x-user-id'] = req.user.sub
    next()
  }
}

function identify(req, res, next) {
  req.headers['x-request-id'] ??= randomUUID()
  res.set('X-Request-Id', req.headers['x-request-id'])
  next()
}

function authorize(req, res, next) {
  const { roles } = req.user
  if (Array.isArray(roles) && roles.includes('customer')) return next()
  res.status(403).json({ message: 'The role customer is missing' })
}

/** The figures of every rate limit of the benchmark: the work is done, and nobody is refused. */
const limit = keyGenerator =>
  rateLimit({ windowMs: 60_000, limit: 100_000_000, standardHeaders: 'draft-6', legacyHeaders: false, validate: false, keyGenerator })

const hs256 = authenticate('HS256', readFileSync(join(WORK, 'secret')))
const rs256 = authenticate('RS256', readFileSync(join(WORK, 'public.pem')))
const secured = [rs256, identify, authorize, limit(req => req.user.sub)]

const app = express()
app.disable('x-powered-by')
app.disable('etag')
app.set('query parser', false)

app.use('/plain', observed('/plain'), proxy)
app.use('/limited', observed('/limited'), limit(req => req.socket.remoteAddress), proxy)
app.use('/hs256', observed('/hs256'), hs256, proxy)
app.use('/rs256', observed('/rs256'), rs256, proxy)
app.use('/secured', observed('/secured'), secured, proxy)
app.get('/aggregate', observed('/aggregate'), secured, async (req, res) => res.json(await screen(pool)))
app.get('/metrics', page)
app.use(observed('unknown'), (req, res) => res.sendStatus(404))
app.use((error, req, res, next) => (res.headersSent ? res.destroy() : res.status(502).json({ message: 'The upstream failed' })))

const server = app.listen({ host: '127.0.0.1', port: Number(PORT), backlog: 4096 })
server.keepAliveTimeout = 75_000
server.requestTimeout = 0

process.once('SIGTERM', () => {
  server.close(() => {
    flush()
    process.exit(0)
  })
  server.closeAllConnections()
})
