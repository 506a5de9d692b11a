/** What people ask of a history: how it stood then, and what became of one call. */
export { campaignAsOf } from './as-of'
export type { CampaignThen, Moment, OpenThen, OutreachThen } from './as-of'
export { storyOf } from './story'
export { campaignThenText, storyText } from './text'
export type { Story, StoryEvent, Told } from './story'
