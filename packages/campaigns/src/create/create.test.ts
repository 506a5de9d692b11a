/** R10, R2: creating makes a campaign with its key, or neither. */
import { describe, expect, test } from '@jest/globals'
import { left } from 'fp-ts/lib/Either'
import { campaigns } from '../lists/view'
import { createdIn, failure, must, operator, settings, world } from '../world.fixture'
import { create } from './create'

describe('creating', () => {
  test('R10: makes a campaign with its key, and its name is readable with the key only', async () => {
    const deps = world()
    const { campaign, revision } = await createdIn(deps, 'Spring sale')
    expect(revision).toBe(0)
    expect(must(await campaigns(deps)())).toMatchObject([
      {
        campaign,
        name: 'Spring sale',
        outreaches: { scheduled: 0, 'in progress': 0, completed: 0, stopped: 0 },
      },
    ])
    expect(JSON.stringify(deps.log.entries)).not.toContain('Spring')
  })

  test('R2: refused, it makes neither key nor event', async () => {
    const deps = world()
    const bad = {
      actor: operator,
      name: 'x',
      settings: { ...settings, hours: { opensMin: 5, closesMin: 5 } },
    }
    expect(failure(await create(deps)(bad)()).is).toBe('settings out of range')
    const nobody = { actor: { ...operator, roles: [] }, name: 'x', settings }
    expect(failure(await create(deps)(nobody)())).toEqual({ is: 'not an operator' })
    expect([deps.log.entries.length, deps.shelf.size]).toEqual([0, 0])
  })

  test.each([
    ['certainly not written', 'unavailable', 'destroyed'],
    ['perhaps written', 'uncertain', 'key'],
  ] as const)('an append that is %s', async (_, is, keyIs) => {
    const deps = world()
    const store = { ...deps.store, append: () => async () => left({ is, why: 'test' }) }
    await create({ ...deps, store })({ actor: operator, name: 'x', settings })()
    expect(must(await deps.keys.list()()).map((key) => key.is)).toEqual([keyIs])
  })
})
