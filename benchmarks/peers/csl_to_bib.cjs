// Turn CSL-JSON into BibTeX with citation-js.
const fs = require('fs');
const { Cite } = require('@citation-js/core');
require('@citation-js/plugin-bibtex');
require('@citation-js/plugin-csl');

const items = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
process.stdout.write(new Cite(items).format('bibtex'));
