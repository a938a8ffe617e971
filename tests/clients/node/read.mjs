// Reads a bibliography on stdin as citation.js does, and prints its items as CSL-JSON.
import { readFileSync } from 'node:fs'
import { plugins } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import '@citation-js/plugin-csl'
import '@citation-js/plugin-ris'

const format = { bib: '@biblatex/text', json: '@csl/list+object', ris: '@ris/file' }[process.argv[2]]
const text = readFileSync(0, 'utf8')
const input = format.startsWith('@csl') ? JSON.parse(text) : text
const items = plugins.input.chain(input, { forceType: format, generateGraph: false })
process.stdout.write(JSON.stringify(items))
