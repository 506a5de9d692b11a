/** What is wrong with a file is said with its line, before anything is written. */
import { beforeAll, describe, expect, test } from '@jest/globals'
import type { CampaignId } from '@lastcall/domain'
import { recipientsPrefix } from '@lastcall/domain'
import { streamsLeft } from '@lastcall/vault'
import { describe as words } from '../describe'
import type { World } from '../world.fixture'
import { createdIn, csv, failure, fileOf, number, scheduling, world } from '../world.fixture'
import type { ScheduleCommand } from './command'
import { schedule } from './schedule'

const header = 'phone,time_zone,name\n'
const row = (k: number): string => `${number(k)},Europe/Madrid,Ada\n`

let deps: World
let campaign: CampaignId
beforeAll(async () => {
  deps = world()
  campaign = (await createdIn(deps)).campaign
})

const refusal = async (
  content: string | Uint8Array,
  more: Partial<ScheduleCommand> = {},
): Promise<unknown> => {
  const before = deps.log.entries.length
  const command = { ...scheduling(campaign, ''), source: fileOf(content), ...more }
  const why = failure(await schedule(deps)(command)())
  expect(deps.log.entries).toHaveLength(before)
  expect(words(why)).toMatch(/Nothing was scheduled\.$/)
  expect(words(why)).not.toMatch(/Ada|\+1202/)
  return why.is === 'import refused' ? why.problem : why
}

describe('a file is refused, with nothing written, when', () => {
  test.each(['', '\n\r\n', '\ufeff'])('it is empty: %j', async (content) =>
    expect(await refusal(content)).toEqual({ is: 'empty file' }),
  )

  test('it has a header and no row', async () =>
    expect(await refusal(header)).toEqual({ is: 'header without rows' }))

  test('no column is the phone', async () =>
    expect(await refusal(`name,time_zone\nAda,Europe/Madrid\n`)).toEqual({
      is: 'no phone column',
      columns: 2,
    }))

  test('two columns could be the phone', async () =>
    expect(await refusal(`Mobile,name,Telephone\n${number(1)},Ada,${number(2)}\n`)).toEqual({
      is: 'several columns fit',
      role: 'phone',
      columns: [1, 3],
    }))

  test('the column that was named is not there', async () =>
    expect(await refusal(header + row(0), { phoneColumn: 'cell' })).toEqual({
      is: 'named column missing',
      role: 'phone',
    }))

  test('there is neither a time zone column nor a default', async () =>
    expect(await refusal(`phone\n${number(1)}\n`)).toEqual({ is: 'no time zone column' }))

  test('the default time zone or country is none', async () => {
    expect(await refusal(header + row(0), { defaultTimeZone: 'Mars/Base' })).toEqual({
      is: 'unknown default time zone',
    })
    expect(await refusal(header + row(0), { defaultTimeZone: '+01:00' })).toEqual({
      is: 'unknown default time zone',
    })
    expect(await refusal(header + row(0), { defaultCountry: 'XX' })).toEqual({
      is: 'unknown default country',
    })
  })

  test('it is not UTF-8, with the line', async () => {
    const latin1 = Buffer.concat([
      Buffer.from(header + row(0)),
      Buffer.from('+12025550101,UTC,Andr\xe9\n', 'latin1'),
    ])
    expect(await refusal(latin1)).toEqual({ is: 'not UTF-8', line: 3 })
    expect(await refusal(Buffer.from(`\ufeff${header}${row(0)}`, 'utf16le'))).toMatchObject({
      is: 'not UTF-8',
      line: 1,
    })
    expect(await refusal(Buffer.from(header + row(0) + 'é').subarray(0, -1))).toEqual({
      is: 'not UTF-8',
      line: 3,
    })
  })

  test('it holds a NUL byte, with the line', async () =>
    expect(await refusal(`${header}${row(0)}${row(1).replace('Ada', 'A\0da')}`)).toEqual({
      is: 'NUL byte',
      line: 3,
    }))

  test('a quote is open at its end, with the line', async () =>
    expect(await refusal(`${header}${row(0)}${number(1)},UTC,"Ada\n`)).toMatchObject({
      is: 'quote not closed',
    }))

  test('a quote stands in the middle of a cell, with the line', async () =>
    expect(await refusal(`${header}${row(0)}${number(1)},UTC,A"da\n`)).toEqual({
      is: 'stray quote',
      line: 3,
    }))

  test('a row is too long, with the line', async () =>
    expect(await refusal(`${header}${row(0)}${number(1)},UTC,${'x'.repeat(5_000)}\n`)).toEqual({
      is: 'row too long',
      line: 3,
      mostBytes: 4_096,
    }))

  test('the header is too long, or never ends', async () =>
    expect(await refusal('x'.repeat(10_000))).toEqual({ is: 'row too long', line: 1, mostBytes: 4_096 }))

  test('it has one recipient too many, with the line', async () =>
    expect(await refusal(csv(4), { limits: { recipients: 3 } })).toEqual({
      is: 'too many recipients',
      line: 5,
      most: 3,
    }))

  test('it has too many columns, one without a name, one twice, or one with a reserved name', async () => {
    const most = { limits: { columns: 2 } }
    expect(await refusal(header + row(0), most)).toEqual({ is: 'too many columns', found: 3, most: 2 })
    expect(await refusal(`phone,time_zone,\n`)).toEqual({ is: 'column without a name', column: 3 })
    expect(await refusal(`phone,time_zone,a,a\n`)).toEqual({ is: 'column twice', column: 4 })
    const chosen = { phoneColumn: 'phone' }
    expect(await refusal(`phone,time_zone,lastcall_phone\n`, chosen)).toEqual({
      is: 'column name unusable',
      column: 3,
    })
  })

  test('it is larger than allowed', async () =>
    expect(await refusal(csv(10), { limits: { fileBytes: 100 } })).toEqual({
      is: 'file too large',
      mostBytes: 100,
    }))

  test('no row is valid', async () =>
    expect(await refusal(`${header}nobody,UTC,Ada\n${number(1)},Mars/Base,Ada\n`)).toEqual({
      is: 'no valid row',
      rows: 2,
      first: { line: 2, problem: { is: 'not a phone number' } },
    }))

  test('it is strict and one row is rejected', async () =>
    expect(await refusal(`${header}${row(0)}911,UTC,Ada\n`, { strict: true })).toEqual({
      is: 'rows rejected',
      rejected: 1,
      first: { line: 3, problem: { is: 'not a phone number' } },
    }))

  test('it cannot be read', async () => {
    const gone = { fileName: 'gone.csv', open: () => fileThatFails() }
    expect(await refusal('', { source: gone })).toEqual({ is: 'file unreadable', why: 'EIO' })
  })
})

async function* fileThatFails(): AsyncGenerator<Uint8Array> {
  yield Buffer.from(header)
  throw Object.assign(new Error('the path would stand here'), { code: 'EIO' })
}

test('a file that changes between the passes is noticed, and what was written of it is deleted', async () => {
  let reads = 0
  const source = { fileName: 'f.csv', open: () => fileOf(csv(600 + 600 * (reads++ % 2)), 4_096).open() }
  const why = failure(await schedule(deps)({ ...scheduling(campaign, ''), source })())
  expect(why).toEqual({ is: 'import refused', problem: { is: 'file changed' } })
  expect(await streamsLeft(deps, [recipientsPrefix(campaign)])).toEqual({ _tag: 'Right', right: [] })
})

test('one cell that changes between the passes is noticed too', async () => {
  let reads = 0
  const source = {
    fileName: 'f.csv',
    open: () => fileOf(csv(5).replace('Name 3', `Name ${8 + reads++}`)).open(),
  }
  const why = failure(await schedule(deps)({ ...scheduling(campaign, ''), source })())
  expect(why).toMatchObject({ problem: { is: 'file changed' } })
})
