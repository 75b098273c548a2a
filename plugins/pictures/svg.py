"""What a drawing may have: elements and attributes of SVG 1.1 and 2 that draw, properties and functions of CSS that style them.

Sources: SVG 2 (W3C, 2018), appendices G to I; Filter Effects 1; SMIL Animation; CSS Values 4.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ELEMENTS = _set("""
svg g a defs symbol use switch title desc style path rect circle ellipse line polyline polygon text tspan textPath image marker
linearGradient radialGradient stop pattern clipPath mask filter feBlend feColorMatrix feComponentTransfer feComposite
feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
animate animateMotion animateTransform mpath set
""")
# Left out without a word: what programs note, and what no browser draws any more.
SILENT = _set("""
metadata view cursor color-profile font font-face font-face-src font-face-name missing-glyph glyph hkern vkern altGlyphDef
""")

# Properties, most of them attributes too.
PROPERTIES = _set("""
alignment-baseline background background-color baseline-shift clip clip-path clip-rule color color-interpolation
color-interpolation-filters color-rendering color-scheme cursor cx cy d direction display dominant-baseline enable-background fill
fill-opacity fill-rule filter flood-color flood-opacity font font-family font-feature-settings font-kerning font-size
font-size-adjust font-stretch font-style font-variant font-variant-alternates font-variant-caps font-variant-east-asian
font-variant-ligatures font-variant-numeric font-variant-position font-variation-settings font-weight font-synthesis font-optical-sizing glyph-orientation-horizontal
glyph-orientation-vertical height image-rendering inline-size isolation kerning letter-spacing lighting-color line-height marker
marker-end marker-mid marker-start mask mask-type max-height max-width mix-blend-mode offset offset-distance offset-path
offset-rotate opacity overflow paint-order pointer-events r rx ry shape-inside shape-margin shape-padding shape-rendering
solid-color solid-opacity stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
stroke-miterlimit stroke-opacity stroke-width tab-size text-align text-align-all text-align-last text-anchor text-decoration
text-decoration-color text-decoration-fill text-decoration-line text-decoration-stroke text-decoration-style text-indent
text-orientation text-overflow text-rendering text-shadow text-transform transform transform-box transform-origin
transform-style unicode-bidi vector-effect vertical-align visibility white-space width will-change word-break word-spacing
word-wrap writing-mode x y z-index animation animation-delay animation-direction animation-duration animation-fill-mode
animation-iteration-count animation-name animation-play-state animation-timing-function transition transition-delay
transition-duration transition-property transition-timing-function rotate scale translate
""")
FONT = frozenset(["font-family", "font-style", "font-weight", "font-stretch", "src", "unicode-range", "font-display"])
ATTRIBUTES = PROPERTIES | _set("""
id class style lang role version baseProfile viewBox preserveAspectRatio x1 x2 y1 y2 fx fy fr points pathLength gradientUnits
gradientTransform spreadMethod patternUnits patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits
markerUnits markerWidth markerHeight refX refY orient filterUnits primitiveUnits filterRes in in2 result stdDeviation mode type
values tableValues slope intercept amplitude exponent operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY edgeMode
kernelUnitLength preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent limitingConeAngle pointsAtX pointsAtY
pointsAtZ azimuth elevation z xChannelSelector yChannelSelector dx dy radius baseFrequency numOctaves seed stitchTiles textLength
lengthAdjust startOffset method spacing side media systemLanguage requiredFeatures requiredExtensions attributeName attributeType
begin dur end min max restart repeatCount repeatDur calcMode keyTimes keySplines keyPoints path from to by additive accumulate origin
""")
# Left out without a word: what programs write beside.
NOISE = _set("""
zoomAndPan contentScriptType contentStyleType target rel download hreflang tabindex focusable name nodetypes connector-curvature
xlink:type xlink:show xlink:actuate xlink:title xlink:role xlink:arcrole xml:base externalResourcesRequired p-id t
""")

NONE = frozenset(
    ["fill", "stroke", "filter", "clip-path", "mask", "marker-start", "marker-mid", "marker-end"]
)  # can be `none`

FUNCTIONS = _set("""
rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark device-cmyk icc-color var calc min max clamp translate translatex
translatey translatez translate3d scale scalex scaley scale3d rotate rotatex rotatey rotatez rotate3d skew skewx skewy matrix matrix3d
perspective cubic-bezier steps linear path polygon circle ellipse inset rect blur brightness contrast drop-shadow grayscale
hue-rotate invert opacity saturate sepia linear-gradient radial-gradient conic-gradient repeating-linear-gradient
repeating-radial-gradient format local tech accesskey wallclock prev next
""")
AT_RULES = frozenset(["media", "supports", "keyframes", "-webkit-keyframes", "font-face"])
