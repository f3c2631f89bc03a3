/** Makes the package.json with which others install a package of ours. */
import { requirePath } from './commonjs.ts'

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

export interface PublishedManifest extends Omit<Manifest, 'exports'> {
  readonly exports: Readonly<Record<string, { readonly import: Conditions; readonly require: Conditions }>>
}

/**
 * The packages of ours that a package depends on and so bundles in its tarball. On the registry their names are free or
 * belong to other people.
 * @throws Error when npm would still ask the registry for a bundled package
 */
export function carriedBy(manifest: Manifest, ours: readonly Manifest[]): readonly Manifest[] {
  const { dependencies = {} } = manifest
  const carried = ours.filter(({ name }) => name in dependencies)
  for (const { name, version } of carried) {
    // npm uses a bundled package only if its version fits. Otherwise it asks the registry.
    if (dependencies[name] === version) continue
    throw new Error(`${manifest.name} depends on ${name} ${dependencies[name]}, but this is ${version}`)
  }
  for (const { name, dependencies: needed = {} } of carried) {
    const open = ours.find((other) => other.name in needed && !carried.includes(other))
    if (open) throw new Error(`${manifest.name} bundles ${name} without its dependency ${open.name}`)
  }
  return carried
}

/**
 * Leaves out the parts that exist only in a clone: sources and devDependencies. It adds the entries for `require`, and
 * lists the dependencies of bundled packages too, because npm does not install them.
 * @throws Error when two packages need one dependency in two versions
 */
export function publishedManifest(manifest: Manifest, ours: readonly Manifest[]): PublishedManifest {
  const { devDependencies: _, exports, ...rest } = manifest
  const carried = carriedBy(manifest, ours)
  const dependencies: Record<string, string> = {}
  for (const needed of [manifest, ...carried]) {
    for (const [name, version] of Object.entries(needed.dependencies ?? {})) {
      dependencies[name] ??= version
      if (dependencies[name] !== version) {
        throw new Error(`${needed.name} needs ${name} ${version}, but ${manifest.name} has ${dependencies[name]}`)
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

function built(conditions: Conditions): PublishedManifest['exports'][string] {
  const own = Object.entries(conditions).filter(([condition]) => condition !== 'gatehouse-source')
  return {
    import: Object.fromEntries(own),
    require: Object.fromEntries(own.map(([condition, path]) => [condition, requirePath(path)])),
  }
}
