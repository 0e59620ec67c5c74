-- grain: one row per figure
with
figure as (
    select * from core.figure
),

document as (
    select
        *,
        case published_precision
            when 'day' then cast(published as varchar)
            when 'month' then substr(cast(published as varchar), 1, 7)
            else substr(cast(published as varchar), 1, 4)
        end as published_text
    from ref.document
)

select
    figure.figure_id,
    figure.as_stated,
    figure.value,
    figure.value_low,
    figure.value_high,
    figure.bound,
    figure.unit,
    figure.locator,
    concat_ws(
        '. ', document.author, document.title, document.publisher, document.published_text, document.url
    ) as document,
    document.citation_key,
    concat_ws('. ', cited.author, cited.title, cited.publisher, cited.published_text, cited.url) as cited_document,
    cited.citation_key as cited_citation_key,
    figure.note,
    figure.source_id,
    figure.snapshot_sha256,
    figure.row_number
from figure
join document on document.document_id = figure.document_id
left join document as cited on cited.document_id = figure.cited_document_id
