import { expect, test } from '@jest/globals'
import { join } from 'node:path'
import { holdName } from './name'
import { firstWord, newFolder, outputOf, spawned } from './place.fixture'

const holding = `const answer = await files.holdName(path)(); console.log(answer.right.is); setInterval(() => {}, 1e6)`
const asking = `const answer = await files.holdName(path)(); console.log(answer.right.is)`

test('a name is held by one, whether others ask in this process or another, until it is released', async () => {
  const path = join(newFolder(), 'worker-a')
  const held = await holdName(path)()
  if (held._tag === 'Left' || held.right.is !== 'held') throw new Error('not held')
  expect(await holdName(path)()).toMatchObject({ right: { is: 'taken' } })
  expect(await outputOf(spawned(asking, path))).toBe('taken')
  held.right.release()
  held.right.release()
  expect(await outputOf(spawned(asking, path))).toBe('held')
})

test('the name of a process that is killed, or ends without a word, is free at once', async () => {
  const path = join(newFolder(), 'worker-b')
  const holder = spawned(holding, path)
  expect(await firstWord(holder)).toBe('held')
  expect(await holdName(path)()).toMatchObject({ right: { is: 'taken' } })
  const ended = new Promise((done) => holder.on('exit', done))
  holder.kill('SIGKILL')
  await ended
  const again = await holdName(path)()
  expect(again).toMatchObject({ right: { is: 'held' } })
  if (again._tag === 'Right' && again.right.is === 'held') again.right.release()
})

test('a holder who forgets what it was given keeps its name, however often memory is tidied', async () => {
  const path = join(newFolder(), 'worker-d')
  const forgetting = `
    require('node:v8').setFlagsFromString('--expose-gc')
    const tidy = require('node:vm').runInNewContext('gc')
    await files.holdName(path)()
    setTimeout(() => { for (let k = 0; k < 5; k += 1) tidy() }, 10)
    setTimeout(() => console.log('tidied'), 50)
    setInterval(() => {}, 1e6)`
  const holder = spawned(forgetting, path)
  expect(await firstWord(holder)).toBe('tidied')
  expect(await holdName(path)()).toMatchObject({ right: { is: 'taken' } })
  holder.kill('SIGKILL')
})

test('a frozen holder keeps its name', async () => {
  const path = join(newFolder(), 'worker-c')
  const holder = spawned(holding, path)
  await firstWord(holder)
  holder.kill('SIGSTOP')
  expect(await holdName(path)()).toMatchObject({ right: { is: 'taken' } })
  holder.kill('SIGKILL')
})

test('a missing folder is told', async () =>
  expect(await holdName(join(newFolder(), 'none', 'worker'))()).toMatchObject({
    left: { is: 'folder missing' },
  }))
