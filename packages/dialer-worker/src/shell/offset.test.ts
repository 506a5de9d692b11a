import { expect, test } from '@jest/globals'
import { offsetMinutes } from './offset'

const winter = Date.parse('2026-01-15T12:00:00Z')
const summer = Date.parse('2026-07-15T12:00:00Z')

test.each([
  ['UTC', winter, 0],
  ['Europe/Berlin', winter, 60],
  ['Europe/Berlin', summer, 120],
  ['America/New_York', winter, -300],
  ['America/St_Johns', winter, -210],
  ['Asia/Kathmandu', summer, 345],
])('%s at %d is %d minutes from UTC', (timeZone, at, minutes) => {
  expect(offsetMinutes(timeZone, at)).toBe(minutes)
})

test('a zone that nobody knows has no offset', () => {
  expect(offsetMinutes('Mars/Olympus_Mons', winter)).toBeNull()
})
