/** What stands in the package.json of a package of ours when others install it. */

/** Condition of `exports` → path. */
type Conditions = Readonly<Record<string, string>>

export interface Manifest {
  readonly name: string
  readonly version: string
  readonly files: readonly string[]
  readonly exports: Readonly<Record<string, Conditions>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly bundleDependencies?: readonly string[]
}

/**
 * The packages of ours that a package depends on, and therefore carries in its tarball: on the registry their names
 * belong to nobody, or to other people.
 * @throws Error when what is carried would be looked up after all
 */
export function carriedBy(manifest: Manifest, ours: readonly Manifest[]): readonly Manifest[] {
  const { dependencies = {} } = manifest
  const carried = ours.filter(({ name }) => name in dependencies)
  for (const { name, version } of carried) {
    // npm takes what is carried only when the version fits, and else asks the registry.
    if (dependencies[name] === version) continue
    throw new Error(`${manifest.name} depends on ${name} ${dependencies[name]}, and ${version} stands here`)
  }
  for (const { name, dependencies: needed = {} } of carried) {
    const open = ours.find((other) => other.name in needed && !carried.includes(other))
    if (open) throw new Error(`${manifest.name} carries ${name} without ${open.name}, which that depends on`)
  }
  return carried
}

/**
 * Without what only a checkout has: sources and devDependencies. What is carried brings its own dependencies along:
 * npm does not install a dependency of a carried package.
 * @throws Error when two packages need one dependency in two versions
 */
export function publishedManifest(manifest: Manifest, ours: readonly Manifest[]): Manifest {
  const { devDependencies: _, exports, ...rest } = manifest
  const carried = carriedBy(manifest, ours)
  const dependencies: Record<string, string> = {}
  for (const needed of [manifest, ...carried]) {
    for (const [name, version] of Object.entries(needed.dependencies ?? {})) {
      dependencies[name] ??= version
      if (dependencies[name] !== version) {
        throw new Error(`${needed.name} needs ${name} ${version}, and ${manifest.name} has ${dependencies[name]}`)
      }
    }
  }
  return {
    ...rest,
    exports: Object.fromEntries(Object.entries(exports).map(([path, conditions]) => [path, built(conditions)])),
    dependencies,
    ...(carried.length > 0 && { bundleDependencies: carried.map(({ name }) => name) }),
  }
}

function built(conditions: Conditions): Conditions {
  return Object.fromEntries(Object.entries(conditions).filter(([condition]) => condition !== 'gatehouse-source'))
}
