/** Answers to appends, in the words of the protocol. */
import { Empty } from '@eventstore/db-client/generated/shared_pb'
import { AppendResp } from '@eventstore/db-client/generated/streams_pb'
import type { Appended } from '../log/append'
import type { Expectation } from '../log/record'

const success = ({ revision, position }: { revision: number; position: number }): AppendResp => {
  const at = new AppendResp.Position()
  at.setCommitPosition(String(position))
  at.setPreparePosition(String(position))
  const written = new AppendResp.Success()
  written.setCurrentRevision(String(revision))
  written.setPosition(at)
  const response = new AppendResp()
  response.setSuccess(written)
  return response
}

const conflict = (current: number | null, expected: Expectation): AppendResp => {
  const wrong = new AppendResp.WrongExpectedVersion()
  if (current === null) wrong.setCurrentNoStream(new Empty())
  else wrong.setCurrentRevision(String(current))
  if (expected === 'any') wrong.setExpectedAny(new Empty())
  else if (expected === 'no stream') wrong.setExpectedNoStream(new Empty())
  else if (expected === 'stream exists') wrong.setExpectedStreamExists(new Empty())
  else wrong.setExpectedRevision(String(expected))
  const response = new AppendResp()
  response.setWrongExpectedVersion(wrong)
  return response
}

/** Null: the call fails instead. */
export const answerOf = (appended: Appended, expected: Expectation): AppendResp | null => {
  switch (appended.is) {
    case 'written':
    case 'repeat':
      return success(appended)
    case 'conflict':
      return conflict(appended.current, expected)
    default:
      return null
  }
}
