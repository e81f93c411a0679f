import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'

import { fences } from './rules.mjs'

/** Fewer modules than this means that the cruiser could not read TypeScript, not that all is well. */
const MODULES_AT_LEAST = 150

const folders = ['packages', 'apps', 'tooling']
const { options, ...ruleSet } = fences
const cruiseOptions = { ...options, validate: true, ruleSet } as unknown as ICruiseOptions
const { output } = await cruise(folders, cruiseOptions)
const { modules, summary } = output as ICruiseResult
const ours = modules.filter((module) => /^(packages|apps|tooling)\//.test(module.source))
const edges = ours.reduce((sum, module) => sum + module.dependencies.length, 0)

for (const { rule, from, to } of summary.violations) {
  console.log(`${rule.name}: ${from} → ${to}`)
}
if (ours.length < MODULES_AT_LEAST || edges < ours.length) {
  console.log(
    `Only ${ours.length} modules and ${edges} imports were seen: the check itself is broken.`,
  )
  process.exitCode = 1
} else if (summary.violations.length > 0) {
  process.exitCode = 1
} else {
  console.log(`${ours.length} modules, ${edges} imports, every one on its side of the fence.`)
}
