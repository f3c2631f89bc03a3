export const connectionTexts = {
  code: { title: 'As code', text: 'The same thing for programs, with your values filled in.' },
} as const
