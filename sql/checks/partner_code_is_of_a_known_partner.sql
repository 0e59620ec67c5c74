-- Every code of a list of partners stands for a known partner.
select
    partner_code.code_list,
    partner_code.code,
    partner_code.partner_code
from ref.partner_code as partner_code
where partner_code.partner_code not in (select partner.partner_code from ref.partner as partner)
