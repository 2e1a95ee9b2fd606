/**
 * Matrices, curves and image grids as SVG and PNG, and the report in one HTML file.
 *
 * @module @vsc/figures
 */

export type { Band } from './bands.js'
export { type ClassActivationContent, classActivationFigure } from './class-activation.js'
export { correlationMatrixFigure, signedCorrelationFigure } from './correlation-matrix.js'
export type { ErrorBarPanel, ErrorBarPoint, ErrorBarSeries, ReferenceBand } from './error-bar-panel.js'
export { type ErrorBarContent, errorBarFigure } from './error-bars.js'
export { FiguresError, type FiguresErrorCode } from './errors.js'
export type { Figure, FigureText } from './figure.js'
export { type ImageGridContent, imageGridFigure, reconstructionFigure } from './image-figure.js'
export { type GridOptions, type Images, imageGridPng } from './image-grid.js'
export { type LineChartContent, type LinePanel, lineChartFigure, type Series } from './line-chart.js'
export type { Matrix } from './matrix.js'
export type { MatrixFigureContent, MatrixPanel } from './matrix-figure.js'
export type { Claim, Holds, Link, ReportContent, Section, Settings, Table, Tile, Value } from './report/content.js'
export { report } from './report/report.js'
export { type SpikeProbabilityContent, spikeProbabilityFigure } from './spike-probability.js'
