/** Verifies an export of Lastcall's evidence with nothing but Node: no code of Lastcall, written after docs/EVIDENCE.md. */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const [folder, checkpointFile, keyFile] = process.argv.slice(2)
if (folder === undefined || (checkpointFile !== undefined && keyFile === undefined)) {
  process.stderr.write('usage: node verify.mjs FOLDER [CHECKPOINT PUBLIC-KEY]\n')
  process.exit(2)
}
const problems = []
const complain = (says) => problems.length < 20 && problems.push(says)
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()

// 1. The tree of RFC 6962, as a stack of full subtrees, one for each bit of the size.
const leaf = (line) => sha256('\x00', line)
const node = (before, behind) => sha256('\x01', before, behind)
const stack = []
let size = 0
const append = (line) => {
  let root = leaf(line)
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) root = node(stack.pop(), root)
  stack.push(root)
  size += 1
}
const rootNow = () => {
  const [last, ...before] = stack.toReversed()
  return last === undefined ? sha256('') : before.reduce((root, full) => node(full, root), last)
}

// 2. The checkpoint: a signed note whose text is origin, size and root.
const openCheckpoint = (note, key, campaign) => {
  const [, name, , base64] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(key.trim()) ?? []
  const bytes = Buffer.from(base64 ?? '', 'base64')
  if (bytes.length !== 33 || bytes[0] !== 1) return complain('the public key is no Ed25519 key')
  const end = note.lastIndexOf('\n\n') + 1
  const [text, lines] = [
    note.slice(0, end),
    note
      .slice(end + 1)
      .trimEnd()
      .split('\n'),
  ]
  const [origin, entries, root] = text.split('\n')
  if (origin !== `${name}/campaign-${campaign}`) complain(`the checkpoint is of another log: ${origin}`)
  const id = sha256(`${origin}\n`, bytes).subarray(0, 4)
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)])
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  const isSigned = lines.some((line) => {
    const [dash, signer, signature] = line.split(' ')
    const signed = Buffer.from(signature ?? '', 'base64')
    const isOurs = dash === '—' && signer === origin && signed.subarray(0, 4).equals(id)
    return isOurs && verify(null, Buffer.from(text), publicKey, signed.subarray(4))
  })
  if (!isSigned) return complain('the checkpoint is not signed by this key')
  return { size: Number(entries), root }
}

const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
const checkpoint =
  checkpointFile === undefined
    ? undefined
    : openCheckpoint(readFileSync(checkpointFile, 'utf8'), readFileSync(keyFile, 'utf8'), manifest.campaign)
let rootThen = checkpoint?.size === 0 ? rootNow() : undefined

// 3. The promises that need no more than counting. G1: nothing is authorized behind a stop or the deletion.
const own = `campaign-${manifest.campaign}`
const next = new Map()
const stopped = new Set()
const authorized = new Map()
const placed = new Map()
const ended = new Set()
let deleted = false
const judge = ({ stream, revision, type, data }) => {
  const expected = next.get(stream) ?? 0
  if (revision !== expected) complain(`${stream}@${revision} stands where ${expected} is next`)
  next.set(stream, revision + 1)
  const at = `${stream}@${revision}`
  if (stream === own && type === 'OutreachStopped') stopped.add(data.outreach)
  if (stream === own && type === 'CampaignDeleted') deleted = true
  if (stream === own && type === 'CallsAuthorized') {
    if (deleted || stopped.has(data.outreach)) complain(`G1: ${at} authorizes calls behind a stop`)
    for (const [recipient, n, attempt] of data.calls) {
      if (authorized.has(attempt)) complain(`G2: ${at} authorizes ${attempt} again`)
      authorized.set(attempt, `${data.outreach} ${recipient} ${n}`)
    }
  }
  if (stream.startsWith('calls-') && data.attempt !== undefined) {
    const call = `${stream.slice('calls-'.length)} ${data.recipient} ${data.n}`
    if (authorized.get(data.attempt) !== call) complain(`G2: ${at} (${type}) has no authorization`)
    const pass = `${data.incarnation} ${data.pass}`
    if (type === 'CallPlaced' && (placed.get(data.attempt) ?? pass) !== pass)
      complain(`G2: ${at} dials again`)
    if (type === 'CallPlaced') placed.set(data.attempt, pass)
    if (['CallEnded', 'CallReleased', 'CallUnresolved'].includes(type)) ended.add(data.attempt)
  }
}

// 4. Every line: a leaf of the tree, and an event. Latin-1 keeps each byte one letter, so no byte is lost.
const input = createReadStream(join(folder, 'events.ndjson'), 'latin1')
for await (const line of createInterface({ input, crlfDelay: 0 })) {
  const bytes = Buffer.from(line, 'latin1')
  append(bytes)
  if (size === checkpoint?.size) rootThen = rootNow()
  try {
    judge(JSON.parse(bytes.toString()))
  } catch {
    complain(`line ${size} is no event`)
  }
}

// 5. The manifest and the checkpoint against what was read.
if (manifest.tree.size !== size || manifest.tree.root !== rootNow().toString('base64'))
  complain('the manifest names another tree')
for (const { name, sha256: listed } of manifest.files) {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(join(folder, name))) hash.update(piece)
  if (hash.digest('hex') !== listed) complain(`${name} is not the file that the manifest lists`)
}
if (checkpoint !== undefined && rootThen?.toString('base64') !== checkpoint.root)
  complain(`the first ${checkpoint.size} events are not those that were signed`)

const say = (line) => process.stdout.write(`${line}\n`)
say(
  `${size} events of ${own}, ${authorized.size} calls authorized, ${placed.size} placed, ${ended.size} closed`,
)
if (checkpoint !== undefined) say(`${checkpoint.size} of them under the signed checkpoint`)
for (const says of problems) say(`! ${says}`)
say(problems.length === 0 ? 'holds' : 'violated')
process.exitCode = problems.length === 0 ? 0 : 6
