-- Every explanation is about two figures of one cell that contradict each other.
with
explanation as (
    select * from ref.contradiction_explanation
),

contradiction as (
    select * from mart.contradiction
),

figure as (
    select * from core.figure
)

select
    explanation.figure_id,
    explanation.rival_figure_id,
    explanation.explanation
from explanation
left join figure as one on one.figure_id = explanation.figure_id
left join figure as two on two.figure_id = explanation.rival_figure_id
left join contradiction
    on
        list_contains(contradiction.figure_ids, explanation.figure_id)
        and list_contains(contradiction.figure_ids, explanation.rival_figure_id)
where
    contradiction.contradiction_id is null
    or one.figure_id = two.figure_id
    or not coalesce(one.value_low > two.value_high or two.value_low > one.value_high, false)
