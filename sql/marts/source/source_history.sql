-- grain: one row per watched address: a request of a source, or a document that figures cite
with
visit as (
    select
        source_id,
        file,
        state,
        state in ('alive', 'moved') as is_alive,
        since,
        until,
        url,
        snapshot_sha256,
        problem,
        row_number() over (partition by source_id, file order by since desc, until desc) as position
    from core.source_visit
),

document as (
    select
        document_id,
        title,
        url,
        archived_url
    from ref.document
    where url is not null
),

figure as (
    select
        figure_id,
        source_id,
        snapshot_sha256,
        document_id,
        cited_document_id
    from core.figure
),

-- A state lasts since the end of the last spell of another state.
other_state as (
    select
        visit.source_id,
        visit.file,
        max(visit.until) as until
    from visit
    join visit as latest
        on latest.position = 1
        and visit.source_id = latest.source_id
        and visit.file = latest.file
        and visit.state <> latest.state
    group by visit.source_id, visit.file
),

state_start as (
    select
        visit.source_id,
        visit.file,
        min(visit.since) as since
    from visit
    left join other_state on visit.source_id = other_state.source_id and visit.file = other_state.file
    where other_state.until is null or visit.since > other_state.until
    group by visit.source_id, visit.file
),

visited as (
    select
        visit.source_id,
        visit.file,
        min(visit.since) as first_visit,
        min(case when visit.is_alive then visit.since end) as first_seen,
        max(case when visit.is_alive then visit.until end) as last_seen_alive,
        count(distinct visit.snapshot_sha256) as versions
    from visit
    group by visit.source_id, visit.file
),

address as (
    select source_id, file from visited
    union
    select 'document' as source_id, document_id as file from document
),

leaning as (
    select distinct
        visit.source_id,
        visit.file,
        figure.figure_id
    from visit
    join figure on visit.source_id = figure.source_id and visit.snapshot_sha256 = figure.snapshot_sha256
    union
    select
        'document' as source_id,
        figure.document_id as file,
        figure.figure_id
    from figure
    union
    select
        'document' as source_id,
        figure.cited_document_id as file,
        figure.figure_id
    from figure
    where figure.cited_document_id is not null
),

leaning_figures as (
    select
        source_id,
        file,
        count(*) as figures,
        array_agg(figure_id order by figure_id) as figure_ids
    from leaning
    group by source_id, file
)

select
    address.source_id,
    address.file,
    document.title,
    coalesce(latest.url, document.url) as url,
    document.archived_url,
    case
        when latest.state is null then 'not_visited'
        when latest.state = 'alive' and visited.versions > 1 then 'changed'
        else latest.state
    end as state,
    state_start.since as state_since,
    visited.first_visit,
    visited.first_seen,
    visited.last_seen_alive,
    coalesce(visited.versions, 0) as versions,
    latest.problem,
    coalesce(leaning_figures.figures, 0) as figures,
    leaning_figures.figure_ids
from address
left join visited on address.source_id = visited.source_id and address.file = visited.file
left join visit as latest
    on latest.position = 1 and address.source_id = latest.source_id and address.file = latest.file
left join state_start on address.source_id = state_start.source_id and address.file = state_start.file
left join document on address.source_id = 'document' and address.file = document.document_id
left join leaning_figures on address.source_id = leaning_figures.source_id and address.file = leaning_figures.file
