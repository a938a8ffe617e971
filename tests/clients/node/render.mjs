// Renders the CSL-JSON on stdin in one of the styles that citation.js brings, as an object by key.
import { readFileSync } from 'node:fs'
import { Cite, plugins } from '@citation-js/core'
import '@citation-js/plugin-csl'

const [style, stylePath] = process.argv.slice(2)
if (stylePath) {
  plugins.config.get('@csl').templates.add(style, readFileSync(stylePath, 'utf8'))
}
const cite = new Cite(JSON.parse(readFileSync(0, 'utf8')), { generateGraph: false })
const entries = cite.format('bibliography', { template: style, format: 'text', asEntryArray: true })
process.stdout.write(JSON.stringify(Object.fromEntries(entries)))
