-- How many figures does each document state, and how many are read from words or are of low reliability?
with
figure as (
    select * from core.figure
),

document as (
    select * from ref.document
)

select
    document.citation_key,
    document.nearness,
    count(*) as figures,
    count(*) filter (where figure.value is null) as without_a_number,
    count(*) filter (where figure.obs_status = 'U') as of_low_reliability
from figure as figure
inner join document as document
    on figure.document_id = document.document_id
group by document.citation_key, document.nearness
order by figures desc, document.citation_key
