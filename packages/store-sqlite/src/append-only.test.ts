/** Evidence stays: no statement on any connection takes an event back or changes it, and an edited byte is found. */
import { describe, expect, test } from '@jest/globals'
import { all, calls, forger, many, noted, put, recipients, stranger } from './events.fixture'
import { newPath, opened } from './process.fixture'

const columns = 'position, stream_id, revision, type_id, event_id, data, metadata, recorded_us, hash'
const row = (position: string, revision: string): string =>
  `(${position}, 1, ${revision}, 1, 'x', '{}', '{}', 0, zeroblob(32))`

test.each([
  "UPDATE event SET data = '{}' WHERE position = 2",
  'UPDATE OR REPLACE event SET position = 1 WHERE position = 2',
  'DELETE FROM event WHERE position = 3',
  'DELETE FROM event',
  `INSERT OR REPLACE INTO event(${columns}) VALUES ${row('2', '1')}`,
  `REPLACE INTO event(${columns}) VALUES ${row('4', '1')}`,
  `INSERT INTO event(${columns}) VALUES ${row('2', '1')} ON CONFLICT DO UPDATE SET data = '{}'`,
  `INSERT INTO event(${columns}) VALUES ${row('9', '3')}`,
  `INSERT INTO event(${columns}) VALUES ${row('4', '7')}`,
  `INSERT INTO event(${columns}) VALUES ${row('NULL', '9')}`,
  "INSERT OR REPLACE INTO stream VALUES (1, 'calls-1', 9)",
  "INSERT OR REPLACE INTO stream VALUES (7, 'calls-1', 9)",
  'UPDATE stream SET revision = 1 WHERE id = 1',
  "UPDATE stream SET name = 'other' WHERE id = 1",
  'DELETE FROM stream',
  "UPDATE event_type SET name = 'Other'",
  "INSERT OR REPLACE INTO event_type VALUES (1, 'Other')",
  'DELETE FROM event_type',
  "UPDATE ciphertext SET data = 'x'",
  'DELETE FROM ciphertext',
  "INSERT OR REPLACE INTO ciphertext VALUES (4, 2, '{}')",
  "INSERT INTO deleted_stream VALUES ('calls-1', 0)",
])('a stranger is refused: %s', async (statement) => {
  const path = newPath()
  const log = await opened(path)
  await put(log, calls, 3)
  await put(log, recipients, 1)
  const before = [await all(log, calls), await all(log, recipients)]
  const other = stranger(path)
  expect(() => other.exec(statement)).toThrow(/append-only|next|exists|stays|grows|deleted|stands|CHECK/)
  other.close()
  expect([await all(log, calls), await all(log, recipients)]).toEqual(before)
  await log.close()
})

test('a tombstone is for good', async () => {
  const path = newPath()
  const log = await opened(path)
  await put(log, recipients, 2)
  await log.store.deleteStream(recipients)()
  const other = stranger(path)
  for (const statement of [
    'DELETE FROM deleted_stream',
    'UPDATE deleted_stream SET deleted_us = 0',
    "INSERT OR REPLACE INTO deleted_stream VALUES ('recipients-c-o', 0)",
    "INSERT INTO ciphertext VALUES (1, 1, '{}')",
  ]) {
    expect(() => other.exec(statement)).toThrow()
  }
  other.close()
  await log.close()
})

describe('the chain', () => {
  const log = async () => {
    const path = newPath()
    const opening = await opened(path)
    await put(opening, calls, 250)
    await put(opening, recipients, 3)
    await opening.store.append(calls, 'anything', [noted(1, 'Ended', { text: 'é €\u0000"\\\u2028 🎉' })])()
    return { path, opening }
  }

  test('verifies, says how long it is, and its head changes with every event', async () => {
    const { opening } = await log()
    const before = await opening.verify()()
    expect(before).toMatchObject({
      right: { is: 'intact', events: 254, head: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
    await put(opening, calls)
    expect(await opening.verify()()).toMatchObject({ right: { is: 'intact', events: 255 } })
    expect(await opening.verify()()).not.toEqual(before)
    await opening.close()
  })

  test('verifies after a deletion: it covers a digest of what was deleted', async () => {
    const { opening } = await log()
    await opening.store.deleteStream(recipients)()
    expect(await opening.verify()()).toMatchObject({ right: { is: 'intact', events: 254 } })
    await opening.close()
  })

  test.each([
    [`UPDATE event SET data = replace(data, '7', '8') WHERE position = 78`, 78],
    [`UPDATE event SET event_id = 'x' WHERE position = 10`, 10],
    ['UPDATE event SET recorded_us = recorded_us + 1 WHERE position = 11', 11],
    [`UPDATE event SET metadata = '{"a":1}' WHERE position = 12`, 12],
    ['UPDATE event SET type_id = 2 WHERE position = 13', 13],
    [`UPDATE event_type SET name = 'Other' WHERE id = 1`, 1],
    [`UPDATE stream SET name = 'calls-2' WHERE id = 1`, 1],
    ['UPDATE stream SET revision = 900 WHERE id = 1', 254],
    ['UPDATE stream SET revision = 9 WHERE id = 1', 11],
    ['DELETE FROM event WHERE position = 100', 101],
    ['DELETE FROM event WHERE position = 254', 253],
    [`UPDATE ciphertext SET data = '{"k":9}' WHERE position = 252`, 252],
    ['DELETE FROM ciphertext WHERE position = 253', 253],
  ])('finds a forger: %s', async (statement, at) => {
    const { path, opening } = await log()
    const hand = forger(path)
    hand.exec(statement)
    hand.close()
    const verdict = await opening.verify()()
    expect(verdict).toMatchObject({ right: { is: 'broken' } })
    if (verdict._tag === 'Right' && verdict.right.is === 'broken') expect(Number(verdict.right.at)).toBe(at)
    await opening.close()
  })

  test('is the same whether events come in one append or in many', async () => {
    const now = (): number => 1_000
    const events = many(230)
    const [one, other] = [await opened(newPath(), { now }), await opened(newPath(), { now })]
    await one.store.append(calls, 'nothing-yet', events)()
    for (const event of events) await other.store.append(calls, 'anything', [event])()
    const verdict = await one.verify()()
    expect(verdict).toMatchObject({ right: { is: 'intact', events: 230 } })
    expect(await other.verify()()).toEqual(verdict)
    await one.close()
    await other.close()
  })
})
