/**
 * The texts of the portal in English. The German ones stand in de.ts, and a missing text is an error of types. Texts of
 * guides, hints and failures are not here: the gateway sends them in the reader's language.
 */
import type { Compared } from '../parts/comparison.ts'
import { enSaml } from './en-saml.ts'
import { enScreens } from './en-screens.ts'
import { enTest } from './en-test.ts'

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many)

export const en = {
  ...enScreens,
  ...enTest,
  ...enSaml,
  frame: {
    skip: 'Skip to the step',
    context: (organization: string) => `Single sign-on for ${organization}`,
    saving: 'Saving…',
    saved: 'Saved',
    notSaved: 'Not saved',
    colleague: 'Send this step to a colleague',
    help: 'Help',
    menu: 'Menu',
    leave: 'Sign out',
    stored: 'What is stored, for your security team',
    language: 'Language',
    other: 'Deutsch',
    secured: 'Secured by Gatehouse',
    testEnvironment: 'Test environment. For trying out only.',
    steps: 'Steps',
    allSteps: 'All steps',
    minutesLeft: (minutes: number) => `About ${minutes} ${plural(minutes, 'minute', 'minutes')} left`,
    almostDone: 'Almost done',
    stepOf: (number: number, all: number) => `Step ${number} of ${all}`,
    done: ', done',
    failed: ', to put right',
    closeAnyTime: (date: string) => `You can close this page. The link goes on at this step until ${date}.`,
    pageTitle: (title: string, vendor: string) => `${title} – ${vendor}`,
    back: 'Back',
    backTo: (step: string) => `Back to ${step}`,
    doneOf: (done: number, all: number) => `${done} of ${all} done`,
  },
  steps: {
    provider: 'Identity provider',
    register: 'Register the app',
    values: 'Enter values',
    claims: 'Claims',
    access: 'Access',
    test: 'Test sign-in',
    domains: 'Domains',
    turn_on: 'Turn on',
  },
  told: {
    groups: (groups: number, role: string) => `${groups} ${plural(groups, 'group', 'groups')}, else ${role}`,
    everybody: (role: string) => `${role} for everybody`,
    preset: (provider: string) => `Standard for ${provider}`,
    ownClaims: 'Changed from the standard',
    testPassed: (time: string) => `Worked at ${time}`,
    testFailed: 'Did not get through',
    mend: 'To put right',
  },
  parts: {
    next: ', then ',
    inOlderMenus: (path: string) => `In older menus: ${path}`,
    copy: 'Copy',
    copied: 'Copied',
    copyThe: (label: string) => `Copy: ${label}`,
    endsWithSlash: 'It ends with a slash. Every character counts.',
    endsWithoutSlash: 'It ends without a slash.',
    newTab: ', opens a new tab',
    recommended: 'Recommended',
    checkedIn: 'checked in',
    justNow: 'checked just now',
    checkNow: 'Check now',
    close: 'Close',
    cancel: 'Cancel',
    timeline: { done: ', done', failed: ', failed' },
    empty: 'empty',
    requestId: 'the id of the request',
    newer: 'Newer',
    older: 'Older',
    remove: (name: string) => `Remove the filter ${name}`,
    any: 'Any',
    keepIt: 'Keep it',
    typeToConfirm: (name: string) => `Type ${name} to confirm`,
    iHaveStoredIt: 'I have stored it',
    copyFirst: 'Tick that you have stored it. It is never shown again.',
    undo: 'Undo',
    secondsLeft: (seconds: number) => `${seconds}\u00a0s`,
    moveUp: (name: string) => `Move ${name} up`,
    moveDown: (name: string) => `Move ${name} down`,
    succeeded: 'Succeeded',
    failed: 'Failed',
    day: 'Day',
    dayOf: (day: string, succeeded: string, failed: string) => `${day}: ${succeeded} succeeded, ${failed} failed`,
    today: 'Today',
    was: 'was',
    willBe: 'will be',
  },
  comparison: {
    inWords: ([first, second]: readonly [string, string], asked: string, has: string) =>
      `${first} ${asked}. ${second} ${has}.`,
    verdict: ({ difference, equal }: Compared, short: string): string => {
      switch (difference) {
        case 'none':
          return 'The two are the same. The address is not the cause.'
        case 'slash_missing':
          return `${equal} characters are equal. The slash at the end is missing in ${short}.`
        case 'slash_extra':
          return `${equal} characters are equal. ${short} has a slash at the end that must go.`
        case 'case':
          return `${short} has capital letters where there are small ones, or small ones for capitals. They count as different.`
        case 'http':
          return `${short} has http. The address begins with https.`
        case 'host':
          return 'The two name different servers.'
        case 'other':
          return `${equal} characters are equal. What follows differs.`
      }
    },
  },
  states: {
    loading: 'Loading',
    problem: 'This did not work',
    tryAgain: 'Try again',
    reference: (id: string) => `Reference ${id}`,
    noAnswer: 'The server did not answer. What you typed is kept.',
    someWrong: (count: number) => `${count} ${plural(count, 'value', 'values')} to correct`,
    missing: (label: string) => `${label} is missing`,
    overTitle: 'You are signed out of this setup',
    overText: 'Open your setup link again and press “Start setup”. You go on where you stopped.',
    goneTitle: 'This page does not exist',
    goneText: 'The address may be mistyped.',
    goOn: 'Go on with the setup',
    notAllowedTitle: 'Your link does not include this step',
    notAllowedText: (vendor: string) => `Ask ${vendor} for a link that does.`,
    askSupport: (email: string) => `Questions? Write to ${email}`,
  },
  colleague: {
    title: 'Send this step to a colleague',
    lead: (step: string) => `The link opens “${step}” only. What your colleague does there shows up here.`,
    make: 'Make the link',
    label: 'Link for your colleague',
    until: (date: string) => `It works until ${date}. It is shown only now.`,
    mail: 'Write a mail',
    subject: (vendor: string) => `Single sign-on for ${vendor}: one step for you`,
    body: (vendor: string, step: string, url: string) =>
      `Hello,\n\nI am setting up single sign-on for ${vendor}. The step “${step}” is for you:\n\n${url}\n\nThank you`,
  },
}

export type Catalogue = typeof en
