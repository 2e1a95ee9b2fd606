import { type PageFile, pageCommands, pageFiles } from './page-files.js'

// What a person with a model, a data set and an experiment of their own has and does, as docs/own-lab.md shows it.

const page = 'docs/own-lab.md'

/** The files of the page: the lab, what is in it, and the script that makes up the array. */
export const ownLabFiles: readonly PageFile[] = pageFiles(page)

/** The command lines of the page, as arguments of `vsc`, but for those that open a run from elsewhere. */
export const ownLabCommands: readonly string[][] = pageCommands(page, 'vsc')

/** Labs with something wrong, each with what is said of it after the file's path. */
export const brokenLabs: readonly (PageFile & { readonly says: RegExp })[] = [
  {
    name: 'syntax.ts',
    code: "import { defineLab } from '@vsc/lab'\nexport default defineLab({ models: [ }\n",
    says: /cannot be loaded: [^\n]*:2:/,
  },
  {
    name: 'no-default.ts',
    code: 'export const models: unknown[] = []\n',
    says: /exports no lab: expected `export default/,
  },
  {
    name: 'no-create.ts',
    code: "export default { models: [{ name: 'own', title: 'Own', settings: {} }] }\n",
    says: /'own' has no create/,
  },
  {
    name: 'twice.ts',
    code: "import { vscFamily } from '@vsc/core'\nexport default { models: [vscFamily] }\n",
    says: /models: 'vsc' is there twice; give yours another name/,
  },
  {
    name: 'misspelt.ts',
    code: 'export default { modles: [] }\n',
    says: /no 'modles' in a lab; there are: models, dataSets/,
  },
  { name: 'throws.ts', code: "throw new Error('no such licence')\n", says: /cannot be loaded: no such licence/ },
  {
    name: 'missing.ts',
    code: "import './nowhere.js'\nexport default {}\n",
    says: /cannot be loaded: [^\n]*nowhere\.js/,
  },
]

/** Command lines with something wrong in a folder that has the lab, and what is said of them. */
export const mistakes: readonly (readonly [line: string, says: RegExp])[] = [
  ['train --model laplace-va --dry-run', /there is no model 'laplace-va', did you mean laplace-vae\?/],
  ['train --model laplace-vae --set model.betta=2 --dry-run', /model\.betta: .*did you mean model\.beta\?/],
  ['train --data spectr --dry-run', /'spectr' is neither a data set .*did you mean spectra\?/],
  ['train --model laplace-vae --preset paper --dry-run', /laplace-vae has no published settings/],
  ['data fetch spectr', /there is no data set 'spectr', did you mean spectra\?/],
  ['experiment sparsity-of-spectrum --dry-run', /did you mean sparsity-of-spectra\?/],
  ['experiment sparsity-of-spectra --preset paper', /has no preset 'paper'; there are: smoke, quick/],
  ['experiment sparsity-of-spectra --models laplace --dry-run', /there is no model 'laplace'/],
  ['evaluate runs/laplace --no-config', /there is no model 'laplace-vae'.*vsc\.config\.ts.*--use/],
  ['evaluate runs/laplace --use nowhere.ts', /there is no file .*nowhere\.ts/],
]
