/** What can be wrong with a file of recipients, and with one row of it: places and counts, never contents. */

export type RowProblem =
  | { readonly is: 'wrong number of columns'; readonly found: number; readonly expected: number }
  | { readonly is: 'no phone number' }
  | { readonly is: 'not a phone number' }
  /** Premium rate and the like; `kind` as libphonenumber names it. */
  | { readonly is: 'number not to be called'; readonly kind: string }
  /** The same number, in whatever notation. `firstLine`: where it stands first. */
  | { readonly is: 'duplicate'; readonly firstLine: number }
  | { readonly is: 'no time zone' }
  | { readonly is: 'unknown time zone' }

export interface Rejected {
  /** Line of the file, from 1; of a row over several lines, its last. */
  readonly line: number
  readonly problem: RowProblem
}

type Role = 'phone' | 'time zone'

export type ImportProblem =
  | { readonly is: 'not a file' }
  /** `why`: the operating system's code, such as ENOENT. */
  | { readonly is: 'file unreadable'; readonly why: string }
  | { readonly is: 'file changed' }
  | { readonly is: 'file too large'; readonly mostBytes: number }
  | { readonly is: 'empty file' }
  | { readonly is: 'header without rows' }
  | { readonly is: 'no phone column'; readonly columns: number }
  | { readonly is: 'several columns fit'; readonly role: Role; readonly columns: readonly number[] }
  /** The option names a column that the header does not have. */
  | { readonly is: 'named column missing'; readonly role: Role }
  | { readonly is: 'no time zone column' }
  | { readonly is: 'column without a name'; readonly column: number }
  | { readonly is: 'column name unusable'; readonly column: number }
  | { readonly is: 'column twice'; readonly column: number }
  | { readonly is: 'too many columns'; readonly found: number; readonly most: number }
  | { readonly is: 'unknown default time zone' }
  | { readonly is: 'unknown default country' }
  | { readonly is: 'not UTF-8'; readonly line: number }
  | { readonly is: 'NUL byte'; readonly line: number }
  | { readonly is: 'quote not closed'; readonly line: number }
  | { readonly is: 'stray quote'; readonly line: number }
  | { readonly is: 'row too long'; readonly line: number; readonly mostBytes: number }
  | { readonly is: 'too many recipients'; readonly line: number; readonly most: number }
  | { readonly is: 'no valid row'; readonly rows: number; readonly first: Rejected }
  | { readonly is: 'rows rejected'; readonly rejected: number; readonly first: Rejected }
  | { readonly is: 'rejects unwritable'; readonly why: string }
