// The one upstream: echoes what reached it, takes and gives large bodies, and holds the documents of the aggregate.
'use strict'
const { randomBytes } = require('node:crypto')
const { once } = require('node:events')
const http = require('node:http')

const HALF = 256 * 1024
const block = randomBytes(64 * 1024)

const money = amount => ({ amount, currency: 'EUR', skipped: 'x' })
const image = width => ({ url: `https://images.example/${width}.webp`, width, height: width, alt: 'x' })
const documents = {
  '/users/u-1001': { id: 'u-1001', name: { given: 'Ada', family: 'Byron' }, loyalty: { tier: 'gold', points: 7 }, skipped: 1 },
  '/orders?user=u-1001&limit=10': {
    items: [{ id: 'o-1', status: 'sent', placedAt: '2026-01-02T03:04:05Z', lines: [{}], totals: { grand: money(4990) } }],
    total: 1
  },
  '/products?limit=8': {
    items: [
      { id: 'p-1', name: 'Chair', price: money(990), images: [image(1200), image(320), image(160), image(640)] },
      { id: 'p-2', name: 'Table', price: money(1990), images: [image(160), image(240)] }
    ]
  },
  '/payments?user=u-1001': { items: [{ id: 'y-1', orderId: 'o-1', amount: money(4990), dueAt: '2026-02-02T00:00:00Z', skipped: 1 }] }
}

const price = amount => ({ amount, currency: 'EUR' })
const screen = {
  customer: { name: 'Ada Byron', tier: 'gold', points: 7 },
  orders: [{ id: 'o-1', status: 'sent', placedAt: '2026-01-02T03:04:05Z', total: price(4990) }],
  recommended: [
    { id: 'p-1', name: 'Chair', price: price(990), picture: image(320).url },
    { id: 'p-2', name: 'Table', price: price(1990), picture: image(240).url }
  ],
  openPayments: [{ id: 'y-1', orderId: 'o-1', amount: price(4990), dueAt: '2026-02-02T00:00:00Z' }]
}

/** A promise that the other side of the gateway keeps: reached() in one, await met in the other. */
const meeting = {
  again() {
    this.met = new Promise((reached, missed) => {
      this.reached = reached
      setTimeout(missed, 10_000, new Error('the first half of a body did not come through before the second was sent')).unref()
    })
    this.met.catch(() => {})
  }
}

async function write(out, bytes) {
  const signal = AbortSignal.timeout(30_000) // an end that is gone never drains
  for (let left = bytes; left > 0; left -= block.length) {
    if (!out.write(left < block.length ? block.subarray(0, left) : block)) await once(out, 'drain', { signal })
  }
}

async function answer(request, response) {
  const [, kind, size] = request.url.split('/')
  if (kind === 'bytes') {
    response.writeHead(200, { 'content-length': size })
    await write(response, Number(size))
    return response.end()
  }
  if (kind === 'pausing') {
    await write(response, HALF)
    await meeting.met
    return response.end('the end')
  }
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (kind === 'sipping' && bytes > HALF / 2) meeting.reached()
  }
  const { method, url, headers } = request
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(documents[url] ?? { method, url, headers, bytes }))
}

function upstream() {
  const server = http.createServer((request, response) => answer(request, response).catch(() => response.destroy()))
  server.keepAliveTimeout = 120_000
  return server
}

module.exports = { HALF, meeting, screen, upstream, write }
