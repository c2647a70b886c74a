"""Compiled from ui/protocol_loop_form.ui by packaging/forms.py; change the form instead."""

from __future__ import annotations

from copdesk.language import _
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget
from copdesk.gui.fields.protocol import CountField, LinesEditor, LoopOverBox, OptionalCountField
from copdesk.gui.widgets.length_field import LengthField


class Ui_ProtocolLoopForm(object):

    def setupUi(self, ProtocolLoopForm: QWidget) -> None:
        if not ProtocolLoopForm.objectName():
            ProtocolLoopForm.setObjectName('ProtocolLoopForm')
        self.rows = QFormLayout(ProtocolLoopForm)
        self.rows.setObjectName('rows')
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.rows.setHorizontalSpacing(16)
        self.rows.setVerticalSpacing(8)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.title_label = QLabel(ProtocolLoopForm)
        self.title_label.setObjectName('title_label')
        self.rows.setWidget(0, QFormLayout.ItemRole.LabelRole, self.title_label)
        self.title = QLineEdit(ProtocolLoopForm)
        self.title.setObjectName('title')
        self.rows.setWidget(0, QFormLayout.ItemRole.FieldRole, self.title)
        self.over_label = QLabel(ProtocolLoopForm)
        self.over_label.setObjectName('over_label')
        self.rows.setWidget(1, QFormLayout.ItemRole.LabelRole, self.over_label)
        self.over = LoopOverBox(ProtocolLoopForm)
        self.over.setObjectName('over')
        self.rows.setWidget(1, QFormLayout.ItemRole.FieldRole, self.over)
        self.times_label = QLabel(ProtocolLoopForm)
        self.times_label.setObjectName('times_label')
        self.rows.setWidget(2, QFormLayout.ItemRole.LabelRole, self.times_label)
        self.times = CountField(ProtocolLoopForm)
        self.times.setObjectName('times')
        self.rows.setWidget(2, QFormLayout.ItemRole.FieldRole, self.times)
        self.most_label = QLabel(ProtocolLoopForm)
        self.most_label.setObjectName('most_label')
        self.rows.setWidget(3, QFormLayout.ItemRole.LabelRole, self.most_label)
        self.most = OptionalCountField(ProtocolLoopForm)
        self.most.setObjectName('most')
        self.rows.setWidget(3, QFormLayout.ItemRole.FieldRole, self.most)
        self.prompts_label = QLabel(ProtocolLoopForm)
        self.prompts_label.setObjectName('prompts_label')
        self.rows.setWidget(4, QFormLayout.ItemRole.LabelRole, self.prompts_label)
        self.prompts = LinesEditor(ProtocolLoopForm)
        self.prompts.setObjectName('prompts')
        self.rows.setWidget(4, QFormLayout.ItemRole.FieldRole, self.prompts)
        self.size_label = QLabel(ProtocolLoopForm)
        self.size_label.setObjectName('size_label')
        self.rows.setWidget(5, QFormLayout.ItemRole.LabelRole, self.size_label)
        self.size = CountField(ProtocolLoopForm)
        self.size.setObjectName('size')
        self.rows.setWidget(5, QFormLayout.ItemRole.FieldRole, self.size)
        self.block_cap_label = QLabel(ProtocolLoopForm)
        self.block_cap_label.setObjectName('block_cap_label')
        self.rows.setWidget(6, QFormLayout.ItemRole.LabelRole, self.block_cap_label)
        self.block_cap = LengthField(ProtocolLoopForm)
        self.block_cap.setObjectName('block_cap')
        self.rows.setWidget(6, QFormLayout.ItemRole.FieldRole, self.block_cap)
        self.title_label.setBuddy(self.title)
        self.over_label.setBuddy(self.over)
        self.times_label.setBuddy(self.times)
        self.most_label.setBuddy(self.most)
        self.prompts_label.setBuddy(self.prompts)
        self.size_label.setBuddy(self.size)
        self.block_cap_label.setBuddy(self.block_cap)
        QWidget.setTabOrder(self.title, self.over)
        QWidget.setTabOrder(self.over, self.times)
        QWidget.setTabOrder(self.times, self.most)
        QWidget.setTabOrder(self.most, self.prompts)
        QWidget.setTabOrder(self.prompts, self.size)
        QWidget.setTabOrder(self.size, self.block_cap)
        self.retranslateUi(ProtocolLoopForm)
        QMetaObject.connectSlotsByName(ProtocolLoopForm)

    def retranslateUi(self, ProtocolLoopForm: QWidget) -> None:
        self.title_label.setText(_('&Title'))
        self.over_label.setText(_('Once for &each'))
        self.times_label.setText(_('&How many times'))
        self.most_label.setText(_('At &most'))
        self.prompts_label.setText(_('&Prompts, one a line'))
        self.size_label.setText(_('In the &inner circle'))
        self.block_cap_label.setText(_('Each at m&ost'))
        pass
