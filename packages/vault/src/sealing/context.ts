/** What a sealed text belongs to: it opens nowhere else. */
export interface SealContext {
  /** The campaign's id. */
  readonly campaign: string
  /** What it is for, such as `campaign name` or `file name`; anything but the recipients of chunks. */
  readonly purpose: string
}

/** Unambiguous whatever the parts hold: a list in JSON. */
export const associated = (parts: readonly (string | number)[]): Uint8Array =>
  Buffer.from(JSON.stringify(parts))
