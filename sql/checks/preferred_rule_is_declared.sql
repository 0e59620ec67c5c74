-- Every preferred figure is chosen by a rule of ref.preference_rule.
select
    preferred_figure.cell,
    preferred_figure.preferred_rule
from mart.preferred_figure as preferred_figure
where
    substr(preferred_figure.preferred_rule, 1, 2) not in (
        select preference_rule.preference_rule from ref.preference_rule as preference_rule
    )
