import { expect, test } from '@jest/globals'
import { roomAbove } from './room'

test('below the limit there is no room, and again only with a quarter more', () => {
  let free: number | null = 300e6
  const hasRoom = roomAbove(256, () => free)
  const told = [300e6, 256e6, 255.9e6, 257e6, 319e6, 320e6, 300e6, 0].map((bytes) => {
    free = bytes
    return hasRoom()
  })
  expect(told).toEqual([true, true, false, false, false, true, true, false])
})

test('a limit of 0, and a disk that tells nothing, hold up nobody', () => {
  expect(roomAbove(0, () => 0)()).toBe(true)
  expect(roomAbove(256, () => null)()).toBe(true)
})
