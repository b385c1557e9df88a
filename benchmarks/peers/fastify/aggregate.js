// Four calls at once, trimmed to what the screen shows.
async function get(pool, path) {
  const { statusCode, body } = await pool.request({ method: 'GET', path })
  if (statusCode !== 200) {
    await body.dump()
    throw new Error(`${path}: ${statusCode}`)
  }
  return body.json()
}

const price = ({ amount, currency }) => ({ amount, currency })

/** The narrowest image that is wide enough, else the widest. */
function picture(images) {
  const byWidth = images.toSorted((one, other) => one.width - other.width)
  return (byWidth.find(image => image.width >= 320) ?? byWidth.at(-1))?.url
}

export async function screen(pool) {
  const [user, orders, products, payments] = await Promise.all([
    get(pool, '/users/u-1001'),
    get(pool, '/orders?user=u-1001&limit=10'),
    get(pool, '/products?limit=8'),
    get(pool, '/payments?user=u-1001')
  ])
  return {
    customer: { name: `${user.name.given} ${user.name.family}`, tier: user.loyalty.tier, points: user.loyalty.points },
    orders: orders.items.map(({ id, status, placedAt, totals }) => ({ id, status, placedAt, total: price(totals.grand) })),
    recommended: products.items.map(item => ({
      id: item.id,
      name: item.name,
      price: price(item.price),
      picture: picture(item.images)
    })),
    openPayments: payments.items.map(({ id, orderId, amount, dueAt }) => ({ id, orderId, amount: price(amount), dueAt }))
  }
}

const strings = names => Object.fromEntries(names.map(name => [name, { type: 'string' }]))
const object = properties => ({ type: 'object', properties })
const list = properties => ({ type: 'array', items: object(properties) })
const money = object({ amount: { type: 'integer' }, currency: { type: 'string' } })

/** With it Fastify compiles a serializer. */
export const screenSchema = object({
  customer: object({ ...strings(['name', 'tier']), points: { type: 'integer' } }),
  orders: list({ ...strings(['id', 'status', 'placedAt']), total: money }),
  recommended: list({ ...strings(['id', 'name', 'picture']), price: money }),
  openPayments: list({ ...strings(['id', 'orderId', 'dueAt']), amount: money })
})
