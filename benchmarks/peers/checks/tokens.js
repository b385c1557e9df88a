// Keys, good tokens, and tokens that every peer has to refuse.
'use strict'
const { createHash, createHmac, generateKeyPairSync, randomBytes, sign } = require('node:crypto')

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const publicPem = keys.publicKey.export({ type: 'spki', format: 'pem' })
const secret = randomBytes(32).toString('base64url')
const jwks = { keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'bench', use: 'sig', alg: 'RS256' }] }

const signers = {
  HS256: (text, key) => createHmac('sha256', key).update(text).digest('base64url'),
  RS256: (text, key) => sign('sha256', Buffer.from(text), key).toString('base64url'),
  none: () => ''
}
const ISSUERS = { HS256: 'https://hs256.bench.example', RS256: 'https://bench.example' }
const part = value => Buffer.from(JSON.stringify(value)).toString('base64url')
const now = () => Math.floor(Date.now() / 1000)

function token(alg, changes = {}, key = alg === 'RS256' ? keys.privateKey : secret) {
  const claims = { iss: ISSUERS[alg] ?? ISSUERS.RS256, aud: 'bench', sub: 'u-1001', iat: now(), exp: now() + 300, roles: ['customer'] }
  const text = part({ alg, typ: 'JWT', kid: 'bench' }) + '.' + part({ ...claims, ...changes })
  return text + '.' + signers[alg](text, key)
}

function refused(alg) {
  const [header, , signature] = token(alg).split('.')
  return {
    'a stranger’s signature': alg === 'RS256' ? token(alg, {}, stranger) : token(alg, {}, 'another secret'),
    'changed claims': [header, token(alg, { sub: 'u-1002' }).split('.')[1], signature].join('.'),
    'an expired token': token(alg, { iat: now() - 600, exp: now() - 120 }),
    'another audience': token(alg, { aud: 'benches' }),
    'another issuer': token(alg, { iss: 'https://another.example' }),
    'no signature': token('none'),
    'the other algorithm': alg === 'RS256' ? token('HS256', {}, publicPem) : token('RS256'),
    'no token of any kind': 'nonsense'
  }
}

// An API key, and the file of keys that has its salted digest only.
const apiKey = { prefix: 'pk_0123456789ab', secret: randomBytes(32).toString('base64url') }
const salt = randomBytes(16)
const digest = createHash('sha256').update(salt).update(apiKey.secret).digest('base64url')
const apiKeys = `keys:\n  ${apiKey.prefix}: { partner: bench, hash: "sha256:${salt.toString('base64url')}:${digest}" }\n`

module.exports = { apiKey, apiKeys, jwks, publicPem, refused, secret, token }
