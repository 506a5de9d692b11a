/** Strings and numbers that must not be mixed up carry the name of what they are. */
declare const brand: unique symbol

export type Brand<T, Name extends string> = T & { readonly [brand]: Name }

/** Name of one stream of events, such as `campaign-3f…`. */
export type StreamName = Brand<string, 'StreamName'>

/** Place of an event in its stream: 0, 1, 2, … without gaps, in every store. */
export type Revision = Brand<number, 'Revision'>

/** Place of an event in the whole log: opaque and ordered. Nobody computes position + 1. */
export type Position = Brand<string, 'Position'>

/** Random id of an event, chosen by whoever appends it; a repeat is recognised by it. */
export type EventId = Brand<string, 'EventId'>

export const streamName = (name: string): StreamName => name as StreamName
export const revision = (at: number): Revision => at as Revision
export const position = (token: string): Position => token as Position
export const eventId = (id: string): EventId => id as EventId

/** The revision that the next event of a stream gets when its newest one is `at` (null: none yet). */
export const after = (at: Revision | null): Revision => revision(at === null ? 0 : at + 1)
