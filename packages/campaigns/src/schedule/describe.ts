/** Problems of a file in words: what, where, and what to do. */
import type { ImportProblem, Rejected, RowProblem } from './problem'

export const describeRow = (problem: RowProblem): string => {
  switch (problem.is) {
    case 'wrong number of columns':
      return `${problem.found} columns where the header has ${problem.expected}`
    case 'no phone number':
      return 'no phone number'
    case 'not a phone number':
      return 'not a valid phone number (write it as +14155550100, or give a default country)'
    case 'number not to be called':
      return `a number of a kind that is not called: ${problem.kind.toLowerCase().replaceAll('_', ' ')}`
    case 'duplicate':
      return `the same number as line ${problem.firstLine}`
    case 'no time zone':
      return 'no time zone (write one such as Europe/Madrid, or give a default)'
    case 'unknown time zone':
      return 'not a time zone name such as Europe/Madrid'
  }
}

const first = ({ line, problem }: Rejected): string => `first line ${line}: ${describeRow(problem)}`

const atLine = (line: number, what: string, todo: string): string => `Line ${line}: ${what}. ${todo}`

const describeHeader = (problem: ImportProblem): string | null => {
  switch (problem.is) {
    case 'no phone column':
      return `Line 1: none of the ${problem.columns} columns is named phone (or number, mobile, telephone). Name one so, or say which column it is.`
    case 'several columns fit':
      return `Line 1: columns ${problem.columns.join(' and ')} could both be the ${problem.role}. Say which one it is.`
    case 'named column missing':
      return `Line 1: the column that was named as the ${problem.role} is not in the header. Check its spelling.`
    case 'no time zone column':
      return 'Line 1: no column is named time_zone, and no default is given. Add the column, or give a default time zone.'
    case 'column without a name':
      return `Line 1: column ${problem.column} has no name. Name it, or remove the column (a separator at the end of each line makes one).`
    case 'column name unusable':
      return `Line 1: the name of column ${problem.column} is longer than 64 characters, has control characters, or is reserved. Rename it.`
    case 'column twice':
      return `Line 1: column ${problem.column} has the same name as another one. Rename one of them.`
    case 'too many columns':
      return `Line 1: ${problem.found} columns; at most ${problem.most} are taken. Remove some.`
    default:
      return null
  }
}

const describeText = (problem: ImportProblem): string | null => {
  switch (problem.is) {
    case 'not UTF-8':
      return atLine(problem.line, 'not UTF-8', 'Save the file as CSV UTF-8 and import it again.')
    case 'NUL byte':
      return atLine(problem.line, 'a NUL byte; this is not a text file', 'Save it as CSV UTF-8.')
    case 'quote not closed':
      return atLine(problem.line, 'a quote is opened and never closed', 'Close it, or remove it.')
    case 'stray quote':
      return atLine(
        problem.line,
        'a quote in the middle of a cell',
        'Quote the whole cell and double the quote.',
      )
    case 'row too long':
      return atLine(
        problem.line,
        `a row of more than ${problem.mostBytes} bytes`,
        'Shorten it; often a quote that is opened before is never closed.',
      )
    case 'too many recipients':
      return atLine(
        problem.line,
        `more than ${problem.most} recipients`,
        'Split the file into several outreaches.',
      )
    default:
      return null
  }
}

const describeFile = (problem: ImportProblem): string => {
  switch (problem.is) {
    case 'not a file':
      return 'This is not a regular file. Save the recipients as a file first: it is read twice.'
    case 'file unreadable':
      return `The file cannot be read (${problem.why}). Check its path and its permissions.`
    case 'file changed':
      return 'The file changed while it was imported. Import it again when it is complete.'
    case 'file too large':
      return `The file is larger than ${problem.mostBytes} bytes. Split it into several outreaches.`
    case 'empty file':
      return 'The file is empty. It needs a header line and a row for each recipient.'
    case 'header without rows':
      return 'The file has a header and no row. Add a row for each recipient.'
    case 'unknown default time zone':
      return 'The default time zone is not a name such as Europe/Madrid. Correct it.'
    case 'unknown default country':
      return 'The default country is not a code of two letters such as ES. Correct it.'
    case 'no valid row':
      return `None of the ${problem.rows} rows is valid; ${first(problem.first)}. Correct the file.`
    case 'rows rejected':
      return `Rows that are not valid: ${problem.rejected}, and the import is strict; ${first(problem.first)}. Correct them.`
    case 'rejects unwritable':
      return `The list of rejected rows cannot be written (${problem.why}). Give another place for it.`
    default:
      return problem.is
  }
}

export const describeProblem = (problem: ImportProblem): string =>
  `${describeHeader(problem) ?? describeText(problem) ?? describeFile(problem)} Nothing was scheduled.`
