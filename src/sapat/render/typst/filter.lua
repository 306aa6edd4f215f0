-- From the clean HTML of a text to Typst: first nothing raw remains, then what pandoc's writer does not know is said in the
-- functions of kit.typ. Every string put into Typst here goes through `quoted`.

local KINDS = {note = true, warning = true, danger = true, tip = true, info = true, example = true, important = true}
local SCHEMES = {http = true, https = true, mailto = true, tel = true}

local function quoted(text)
  return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"'):gsub('[\r\n]', ' ') .. '"'
end

local function raw(text)
  return pandoc.RawBlock('typst', text)
end

local function wrapped(before, blocks, after)
  local made = pandoc.List({raw(before)})
  made:extend(blocks)
  made:insert(raw(after))
  return made
end

local function nothing()
  return {}
end

-- A `typst:…` attribute would reach the compiler as code (findings: pdf §6): only names we ask for below are left.
local function bare(element)
  local kept = {}
  for _, name in ipairs({'size', 'width', 'whole'}) do
    kept[name] = element.attributes[name]
  end
  element.attributes = kept
  return element
end

local function bare_rows(rows)
  for _, row in ipairs(rows) do
    row.attr = pandoc.Attr()
    for _, cell in ipairs(row.cells) do
      cell.attr = pandoc.Attr()
    end
  end
end

local function bare_table(element)
  bare(element)
  element.head.attr, element.foot.attr = pandoc.Attr(), pandoc.Attr()
  bare_rows(element.head.rows)
  bare_rows(element.foot.rows)
  for _, body in ipairs(element.bodies) do
    body.attr = pandoc.Attr()
    bare_rows(body.head)
    bare_rows(body.body)
  end
  element.colspecs = element.colspecs:map(function(spec)
    return {spec[1] == 'AlignDefault' and 'AlignLeft' or spec[1], spec[2]}
  end)
  return element
end

local clean = {
  RawInline = nothing,
  RawBlock = nothing,
  Span = bare,
  Div = bare,
  Code = bare,
  CodeBlock = bare,
  Header = bare,
  Link = bare,
  Image = bare,
  Figure = bare,
  Table = bare_table,
}

local function note(element)
  if element.classes:includes('sp-fn') then
    return pandoc.Note({pandoc.Para(element.content)})
  elseif element.classes:includes('mark') then
    return element
  elseif element.classes:includes('sp-whole') then
    local made = pandoc.List({pandoc.RawInline('typst', '#box[')})
    made:extend(element.content)
    made:insert(pandoc.RawInline('typst', ']'))
    return made
  elseif element.identifier:match('^t%d+$') then
    local made = pandoc.List({pandoc.RawInline('typst', '#metadata(none)<' .. element.identifier .. '>')})
    made:extend(element.content)
    return made
  end
  return element.content
end

local function frame(element)
  if element.classes:includes('admonition') then
    local kind = 'note'
    for _, name in ipairs(element.classes) do
      kind = KINDS[name] and name or kind
    end
    return wrapped('#admonition(' .. quoted(kind) .. ')[', element.content, ']')
  elseif element.classes:includes('admonition-title') then
    return wrapped('#admonition-title[', element.content, ']')
  elseif element.classes:includes('sp-table') then
    local size = tonumber(element.attributes.size) or 10
    local whole = element.attributes.whole == 'yes' and 'true' or 'false'
    return wrapped(string.format('#framed(%.1fpt, %s)[', size, whole), element.content, ']')
  elseif element.classes:includes('sp-across') then
    return wrapped('#across[', element.content, ']')
  elseif element.classes:includes('sp-part') then
    return wrapped('#part-break()', element.content, '')
  elseif element.classes:includes('sp-undrawn') then
    return wrapped('#undrawn[', element.content, ']')
  end
  return element.content
end

local function picture(element)
  local told = '#picture(' .. quoted(element.src) .. ', ' .. quoted(pandoc.utils.stringify(element.caption))
  local width = tonumber(element.attributes.width)
  return pandoc.RawInline('typst', told .. (width and string.format(', width: %.1fmm', width) or '') .. ')')
end

local function link(element)
  local scheme = element.target:match('^([%a][%w+.-]*):')
  if element.target:sub(1, 1) == '#' or (scheme and SCHEMES[scheme:lower()]) then
    return element
  end
  return element.content
end

return {clean, {Span = note, Div = frame, Image = picture, Link = link}}
