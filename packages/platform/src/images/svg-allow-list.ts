const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Elements an uploaded SVG may keep; any other goes, with everything inside it. */
export const svgElements = words(`
  svg g defs symbol use a switch title desc style view
  path rect circle ellipse line polyline polygon text tspan textPath image
  linearGradient radialGradient stop pattern clipPath mask marker
  animate animateTransform animateMotion set mpath
  filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
  feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
  feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
  feSpecularLighting feSpotLight feTile feTurbulence`)

/** Elements whose text is kept. */
export const textElements = words('title desc style text tspan textPath a')

/** Elements that change an attribute of another one over time. */
export const animationElements = words('animate animateTransform animateMotion set')

/** Elements whose reference may be a picture inside the file rather than a part of it. */
export const pictureElements = words('image feImage')

/** Attributes that are CSS properties as well, so they may also stand in `style`. */
export const svgProperties = words(`
  alignment-baseline baseline-shift clip-path clip-rule color color-interpolation
  color-interpolation-filters color-rendering cursor direction display dominant-baseline fill
  fill-opacity fill-rule filter flood-color flood-opacity font-family font-size font-size-adjust
  font-stretch font-style font-variant font-weight glyph-orientation-horizontal
  glyph-orientation-vertical image-rendering isolation letter-spacing lighting-color marker
  marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order
  pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
  stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align
  text-anchor text-decoration text-rendering transform transform-box transform-origin unicode-bidi
  vector-effect visibility white-space word-spacing writing-mode x y cx cy r rx ry width height`)

/** Attributes an element may keep besides `svgProperties`, `style` and references. */
export const svgAttributes = words(`
  id class lang role tabindex aria-hidden aria-label aria-labelledby aria-describedby
  version viewBox preserveAspectRatio zoomAndPan d pathLength points x1 x2 y1 y2 fx fy fr dx dy
  rotate textLength lengthAdjust startOffset method spacing side offset gradientUnits
  gradientTransform spreadMethod patternUnits patternContentUnits patternTransform clipPathUnits
  maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient filterUnits
  primitiveUnits in in2 result mode type values tableValues slope intercept amplitude exponent
  operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY edgeMode kernelUnitLength
  preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent limitingConeAngle
  azimuth elevation pointsAtX pointsAtY pointsAtZ z scale xChannelSelector yChannelSelector
  stdDeviation radius baseFrequency numOctaves seed stitchTiles
  attributeName attributeType begin dur end min max restart repeatCount repeatDur calcMode keyTimes
  keySplines keyPoints from to by additive accumulate path origin
  systemLanguage requiredFeatures requiredExtensions`)

/** Functions that compute. Whatever could load something (`url`, `src`, `image-set`) is not one. */
export const cssFunctions = words(`
  rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix var calc min max clamp
  matrix matrix3d translate translatex translatey translate3d scale scalex scaley scale3d rotate
  rotatex rotatey rotatez rotate3d skew skewx skewy perspective
  blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
  polygon circle ellipse inset path rect cubic-bezier steps not is where nth-child nth-of-type`)
